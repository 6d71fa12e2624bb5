package dev.nightshift.backup.s3.restore;

import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/** A way to S3 on which something happens just before a call. */
final class Meanwhile {
    private Meanwhile() {}

    /**
     * @param call a method of {@link ObjectStore}, the first time that it is called
     */
    static ObjectStores beforeFirst(ObjectStores stores, String call, Runnable what) {
        var done = new AtomicBoolean();
        return region -> {
            var store = stores.at(region);
            return (ObjectStore)
                    Proxy.newProxyInstance(
                            ObjectStore.class.getClassLoader(),
                            new Class<?>[] {ObjectStore.class},
                            (_, method, arguments) -> {
                                if (method.getName().equals(call)
                                        && done.compareAndSet(false, true)) {
                                    what.run();
                                }
                                try {
                                    return method.invoke(store, arguments);
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
        };
    }
}
