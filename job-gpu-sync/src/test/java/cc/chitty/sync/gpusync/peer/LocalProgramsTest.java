package cc.chitty.sync.gpusync.peer;

class LocalProgramsTest extends ProgramsContract {

    @Override
    protected RemotePrograms programs() {
        return new LocalPrograms();
    }

    @Override
    protected long held() {
        return 64 << 10;
    }
}
