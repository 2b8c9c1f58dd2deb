package cc.chitty.sync.gpusync.peer;

class LocalProgramsTest extends ProgramsContract {

    @Override
    protected RemotePrograms programs() {
        return new LocalPrograms();
    }
}
