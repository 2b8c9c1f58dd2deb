package cc.chitty.sync.gpusync.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsolutePathsTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    /home/a,    /home/a,      ''
                    /home/a,    /home/a/b/c,  b/c
                    /home/a,    /home/ab,     -
                    /home/a/b,  /home/a,      -
                    /home/a,    /other/a,     -
                    /,          /home,        home
                    /,          /,            ''
                    """)
    void where_a_path_lies_in_a_directory(String directory, String path, String rest) {
        assertThat(AbsolutePaths.from(directory, path)).isEqualTo(rest);
        assertThat(AbsolutePaths.isIn(directory, path)).isEqualTo(rest != null);
    }
}
