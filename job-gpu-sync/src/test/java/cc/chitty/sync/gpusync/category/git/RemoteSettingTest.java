package cc.chitty.sync.gpusync.category.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteSettingTest {

    @ParameterizedTest
    @CsvSource({
        "https://bob:tok@host/x, https://host/x",
        "https://tok@host/x, https://host/x",
        "HTTPS://bob:tok@host/x, HTTPS://host/x",
        "https://bob:p@ss3tok@host/x, https://host/x",
        "https://bob:p%40ss@host:8443/x, https://host:8443/x",
        "https://bob:tok@host, https://host",
        "https://:tok@host/x, https://host/x",
        "ftp://bob:tok@host/x, ftp://host/x",
        "ssh://bob:tok@host/x, ssh://bob@host/x",
        "SSH://bob:tok@host:22/x, SSH://bob@host:22/x",
        "ssh://bob:to@k@[::1]:22/~/x, ssh://bob@[::1]:22/~/x",
        "ssh://:tok@host/x, ssh://host/x",
        "git+ssh://bob:tok@host/x, git+ssh://bob@host/x",
        "bob:tok@host:x, bob@host:x",
        "https://host/x?private_token=tok, https://host/x",
        "https://host/x?a=b&access_token=tok#c, https://host/x",
        "https://host/x?api_key=tok, https://host/x",
        "https://host/x?password=tok, https://host/x",
        "https://bob:tok@host/x.git?sv=1&sig=tok, https://host/x.git",
    })
    void credentials_go_and_the_address_stays(String value, String left) {
        assertThat(RemoteSetting.harmless("remote.origin.url\n" + value))
                .contains(new RemoteSetting("remote.origin.url", left));
        assertThat(RemoteSetting.harmless("branch.main.remote\n" + value))
                .contains(new RemoteSetting("branch.main.remote", left));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host/x.git",
                "https://host:8443/x",
                "https://my_host/a b/@scope/x",
                "https://host:8443/@scope/x",
                "https://host/x?service=y",
                "https://host/x%20y",
                "ssh://git@host/x",
                "ssh://git@host:2222/~kim/x@1",
                "ssh://host/x",
                "git@host:path",
                "git@host:/srv/x.git",
                "git@host:x@y",
                "host:path",
                "git://host/x",
                "file:///srv/x.git",
                "/srv/git/x.git",
                "/srv/a:b@c/x.git",
                "../x",
                "./a:b@c",
                "origin",
                "refs/heads/main",
                "+refs/heads/*:refs/remotes/origin/*",
                "main:refs/remotes/origin/main",
                "true",
            })
    void what_has_none_stays_as_it_is(String value) {
        assertThat(RemoteSetting.harmless("remote.origin.url\n" + value))
                .contains(new RemoteSetting("remote.origin.url", value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://bob:CR/ED9tok@host/x",
                "https://bob:12/34tok@host/x",
                "ssh://bob:tok/x@host/y",
                "https:///bob:tok@host/x",
                "https://",
                "ext::sh -c tok",
                "https::https://bob:tok@host/x",
                "--upload-pack=tok",
            })
    void what_cannot_be_read_stays_where_it_is(String value) {
        assertThat(RemoteSetting.harmless("remote.origin.url\n" + value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"remote.origin.url", ""})
    void a_setting_without_a_value_is_none(String line) {
        assertThat(RemoteSetting.harmless(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "remote.my remote.url",
                "remote.a.b.fetch",
                "remote.gr\u00fcn.url",
                "branch.a/b.c.merge",
                "branch.main.rebase",
            })
    void settings_of_remotes_and_branches_are_taken_whatever_these_are_called(String name) {
        assertThat(RemoteSetting.harmless(name + "\nx y")).contains(new RemoteSetting(name, "x y"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core.fsmonitor\nx",
                "core.sshcommand\nx",
                "alias.st\n!x",
                "remote.origin.uploadpack\nx",
                "remote.origin.vcs\nx",
                "branch.main.mergeoptions\nx",
                "remote..url\nx",
                "remote.url\nx",
                "remote.--upload-pack=x.url\nx",
                "branch.-x.remote\nx",
                "remote.origin.url\nhttps://host/x\ncore.fsmonitor x",
                "remote.origin.url\nx\ry",
                "remote.origin.url\nx\u001by",
                "remote.origin.url\n/srv/caf\udce9",
                "remote.ori\rgin.url\nx",
            })
    void no_other_setting_is_taken_nor_one_of_more_than_a_line(String told) {
        assertThat(RemoteSetting.harmless(told)).isEmpty();
    }
}
