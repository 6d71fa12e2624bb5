package dev.nightshift.backup.contabo;

class FakeContaboTest extends ContaboBackupGatewayContract {
    @Override
    ContaboBackupGateway gateway() {
        return contabo;
    }
}
