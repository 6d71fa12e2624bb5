# Sets JAVA_HOME to a JDK 25 or newer, wherever the machine keeps one; sourced by ./mvnw and ./nightshift.
# The order: JAVA_HOME if it fits, then the java on PATH, then the folders in which JDKs are usually installed.

nightshift_jdk_major() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

nightshift_find_jdk() {
    on_path=$(command -v java 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")
    set +f # the folders below are patterns
    for home in "${JAVA_HOME:-}" "${on_path%/bin/java}" \
        /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/* \
        "$HOME"/.local/share/mise/installs/java/* "$HOME"/.asdf/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        [ -n "$home" ] && [ "$(nightshift_jdk_major "$home" || echo 0)" -ge 25 ] || continue
        JAVA_HOME=$home
        export JAVA_HOME
        return 0
    done
    echo "nightshift: no JDK 25 or newer found. Install one (for example Temurin 25 from adoptium.net, or 'sdk install java 25-tem'), or point JAVA_HOME at it." >&2
    return 1
}
