package cc.chitty.sync.consolidate.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://github.com/kim/app, github.com/kim/app",
        "https://github.com/kim/app.git, github.com/kim/app",
        "https://github.com/kim/app/, github.com/kim/app",
        "https://github.com/kim/app.git/, github.com/kim/app",
        "https://github.com/kim/app.git///, github.com/kim/app",
        "http://github.com/kim/app, github.com/kim/app",
        "https://GitHub.COM/Kim/App, github.com/Kim/App",
        "https://github.com:443/kim/app, github.com/kim/app",
        "https://github.com:/kim/app, github.com/kim/app",
        "https://kim@github.com/kim/app, github.com/kim/app",
        "https://kim:secret@github.com/kim/app, github.com/kim/app",
        "https://kim:sec@ret@github.com/kim/app, github.com/kim/app",
        "https://:secret@github.com:8443/kim/app.git, github.com/kim/app",
        "https://github.com/kim/app?token=secret, github.com/kim/app",
        "https://github.com/kim/app.git#secret, github.com/kim/app",
        "https://gitlab.example.com/group/sub/app.git, gitlab.example.com/group/sub/app",
        "ssh://git@github.com/kim/app.git, github.com/kim/app",
        "ssh://git@github.com:22/kim/app, github.com/kim/app",
        "ssh://github.com/kim/app, github.com/kim/app",
        "ssh://git@[2001:db8::1]/kim/app, [2001:db8::1]/kim/app",
        "ssh://git@[2001:db8::1]:2222/kim/app.git, [2001:db8::1]/kim/app",
        "https://[::1]:8443/kim/app, [::1]/kim/app",
        "git+ssh://git@github.com/kim/app, github.com/kim/app",
        "git://github.com/kim/app.git, github.com/kim/app",
        "git@github.com:kim/app.git, github.com/kim/app",
        "git@github.com:kim/app, github.com/kim/app",
        "git@github.com:/kim/app.git, github.com/kim/app",
        "github.com:kim/app, github.com/kim/app",
        "org-123@github.com:kim/app.git, github.com/kim/app",
        "git@[2001:db8::1]:kim/app.git, [2001:db8::1]/kim/app",
        "work:kim/app.git, work/kim/app",
        "git@host:2222/kim/app, host/2222/kim/app",
        "git@host:~kim/app.git, host/~kim/app",
        "git@host:app.git, host/app",
        "'  https://github.com/kim/app  ', github.com/kim/app",
        "https://github.com/kim/my app.git, github.com/kim/my app",
        "https://github.com/kim/app.github.io, github.com/kim/app.github.io"
    })
    void one_name_for_every_way_of_writing(String url, String name) {
        assertThat(RemoteUrl.normalised(url)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/srv/git/app.git",
                "../app.git",
                "./a:b",
                "app",
                "file:///srv/git/app.git",
                "FILE:///srv/git/app.git",
                "file://host/srv/git/app.git",
                "file:/srv/git/app.git",
                "C:\\work\\app",
                "C:/work/app",
                "c:app",
                "\\\\server\\share\\app",
                "https://github.com",
                "https://github.com/",
                "https://github.com/.git",
                "https:///kim/app",
                "git@github.com:",
                "ext::sh -c run",
                "github.com/kim/app"
            })
    void what_names_no_host_has_no_name(String url) {
        assertThat(RemoteUrl.normalised(url)).isNull();
    }
}
