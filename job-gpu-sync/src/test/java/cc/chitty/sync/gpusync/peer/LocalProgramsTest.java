package cc.chitty.sync.gpusync.peer;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;

class LocalProgramsTest extends ProgramsContract {

    @Override
    protected RemotePrograms programs() {
        return new LocalPrograms();
    }

    @Override
    protected long held() {
        return 64 << 10;
    }

    /** Its streams are closed while they are read: that is no trouble of the program's. */
    @RepeatedTest(50)
    void a_program_that_is_interrupted_while_it_writes_ends_as_by_a_signal() throws IOException {
        Interruption interruption = new Interruption();
        OutputStream output = new OutputStream() {
            private long taken;

            @Override
            public void write(int one) {
                taken++;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                taken += length;
                if (taken > 1 << 20 && !interruption.raised()) {
                    new Thread(interruption::raise).start();
                }
            }
        };
        RemotePrograms.Ran ran =
                new LocalPrograms().run(List.of("yes"), InputStream.nullInputStream(), output, QUIET, interruption);
        assertThat(ran.exit()).isEqualTo(-1);
    }
}
