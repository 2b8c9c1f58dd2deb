package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.drivesync.plan.Direction;
import cc.chitty.sync.kernel.launch.KnownNames;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class DriveSyncSettingsTest {

    private static DriveSyncSettings bound(Map<String, String> values) {
        Map<String, String> all = new HashMap<>();
        values.forEach((name, value) -> all.put("chittysync.drive-sync." + name, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate(
                        "chittysync.drive-sync",
                        Bindable.of(DriveSyncSettings.class),
                        new KnownNames(new NoUnboundElementsBindHandler(BindHandler.DEFAULT)));
    }

    private static RemoteSettings remote(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(Map.of("remotes[0].name", "notes", "remotes[0].remote", "gd:Notes"));
        values.forEach((name, value) -> all.put("remotes[0]." + name, value));
        return bound(all).remotes().get(0);
    }

    @Test
    void the_defaults_are_those_of_the_readme() {
        DriveSyncSettings settings = bound(Map.of());
        assertThat(settings.program()).isEqualTo("rclone");
        assertThat(settings.config()).isNull();
        assertThat(settings.silence()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.planAge()).isEqualTo(Duration.ofHours(6));
        assertThat(settings.chunk().files()).isEqualTo(1000);
        assertThat(settings.chunk().bytes()).isEqualTo(DataSize.ofMegabytes(256));
        assertThat(settings.keep().snapshots()).isEqualTo(50);
        assertThat(settings.remotes()).isEmpty();
        RemoteSettings remote = remote(Map.of());
        assertThat(remote.direction()).isEqualTo(Direction.PULL);
        assertThat(remote.every()).isEqualTo(Duration.ofHours(1));
        assertThat(remote.gdocs()).isEqualTo(RemoteSettings.GoogleDocs.LINK);
        assertThat(remote.compare()).isEqualTo(RemoteSettings.Compare.AUTO);
        assertThat(remote.verify()).isEqualTo(RemoteSettings.Verify.LISTING);
        assertThat(remote.guard()).isEqualTo(new RemoteSettings.Guard(50, 1000));
        assertThat(remote.limits()).isEqualTo(new RemoteSettings.Limits(null, 0, 4, 8, null, null));
        assertThat(remote.backupDirectory()).isEqualTo("gd:Notes.chittysync-backup");
        assertThat(remote.git().largest()).isEqualTo(DataSize.ofMegabytes(100));
        assertThat(remote.git().remote()).isEmpty();
    }

    @Test
    void everything_can_be_set() {
        RemoteSettings remote = remote(Map.ofEntries(
                Map.entry("mirror", "/m"),
                Map.entry("direction", "both"),
                Map.entry("filter[0]", "- *.tmp"),
                Map.entry("every", "5m"),
                Map.entry("backup", "gd:Old"),
                Map.entry("gdocs", "export"),
                Map.entry("compare", "hash"),
                Map.entry("verify", "content"),
                Map.entry("guard.percent", "10"),
                Map.entry("limits.bandwidth", "08:00,512k 19:00,off"),
                Map.entry("limits.transactions", "2.5"),
                Map.entry("limits.bytes", "1GB"),
                Map.entry("limits.time", "30m"),
                Map.entry("git.remote", "git@h:n.git"),
                Map.entry("git.allow-secrets[0]", "certs/**")));
        assertThat(remote.mirror()).isEqualTo(Path.of("/m"));
        assertThat(remote.backupDirectory()).isEqualTo("gd:Old");
        assertThat(remote.filter()).containsExactly("- *.tmp");
        assertThat(remote.limits().time()).isEqualTo(Duration.ofMinutes(30));
        assertThat(remote.git().allowSecrets()).containsExactly("certs/**");
    }

    @ParameterizedTest
    @CsvSource({
        "remotes[0].name, No Name",
        "remotes[0].remote, ' '",
        "remotes[0].remote, --config=x",
        "remotes[0].mirror, relative",
        "remotes[0].filter[0], *.tmp",
        "silence, 10ms",
        "chunk.files, 0",
        "unknown, 1"
    })
    void what_makes_no_sense_stops_the_start(String name, String value) {
        Map<String, String> values = new HashMap<>(Map.of("remotes[0].name", "notes", "remotes[0].remote", "gd:Notes"));
        values.put(name, value);
        assertThatThrownBy(() -> bound(values)).hasRootCauseInstanceOf(Exception.class);
    }

    @Test
    void the_root_of_a_remote_that_is_written_to_needs_a_backup_directory() {
        assertThatThrownBy(() -> remote(Map.of("remote", "gd:", "direction", "push")))
                .hasRootCauseMessage(
                        "chittysync.drive-sync.remotes: notes: set a backup directory elsewhere: there is nothing"
                                + " beside the root of a remote");
        assertThat(remote(Map.of("remote", "gd:", "direction", "push", "backup", "gd2:b"))
                        .backupDirectory())
                .isEqualTo("gd2:b");
    }

    @Test
    void a_misspelled_setting_of_a_remote_is_refused() {
        assertThatThrownBy(() -> remote(Map.of("filters[0]", "- *.tmp")))
                .hasRootCauseInstanceOf(UnboundConfigurationPropertiesException.class);
        assertThatThrownBy(() -> remote(Map.of("limits.bandwith", "1M")))
                .hasRootCauseInstanceOf(UnboundConfigurationPropertiesException.class);
        assertThat(remote(Map.of("filter[0]", "- *.tmp", "limits.bandwidth", "1M", "git.allow-secrets[0]", "*.pem"))
                        .filter())
                .containsExactly("- *.tmp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":webdav,url='http://127.0.0.1:1',user=u,pass=S3cretWord:x",
                ":webdav,url='http://u:S3cretWord@127.0.0.1:1':x",
                ":webdav,url=http://h:1,pass=S3cretWord:x",
                ":webdav,url='http://h',bearer_token=S3cretWord:x",
                ":http,url='https://h',headers='Authorization,Basic S3cretWord':x",
                ":sftp,host=h,key_pem='S3cretWord':x",
                ":sftp,host=h,key_file=/k,key-file-pass=S3cretWord:x",
                ":s3,provider=AWS,access_key_id=a,secret_access_key=S3cretWord:bucket",
                ":b2,account=a,key=S3cretWord:bucket",
                ":azureblob,sas_url='https://h/c?sig=S3cretWord':x",
                ":crypt,remote=gd:x,password=\"S3cretWord\",password2=\"S3cretWord\":",
                "gd,token='{\"access_token\":\"S3cretWord\"}':x",
                "gd, client_secret = S3cretWord:x"
            })
    void a_remote_with_a_secret_in_its_words_is_refused_and_the_secret_is_not_said(String words) {
        for (String setting : new String[] {"remote", "backup"}) {
            assertThatThrownBy(() -> remote(Map.of(setting, words))).satisfies(thrown -> {
                StringWriter all = new StringWriter();
                thrown.printStackTrace(new PrintWriter(all));
                assertThat(all.toString())
                        .contains("notes: its " + setting + " holds ", "'rclone config'")
                        .doesNotContain("S3cretWord");
            });
        }
    }

    @Test
    void a_git_remote_with_a_password_is_refused_and_the_password_is_not_said() {
        assertThatThrownBy(() -> remote(Map.of("git.remote", "https://u:S3cretWord@h/n.git")))
                .rootCause()
                .hasMessageContaining("its git.remote holds a password in its URL")
                .hasMessageNotContaining("S3cretWord");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gd:Notes, token=one/pass=two",
                "/a,pass=b/c",
                ":local:/a/b",
                "gd,shared_with_me,root_folder_id=1:x",
                "gd,token_url='https://h/t',auth_url='https://h/a':x",
                ":sftp,host=h,port=22,user=u,key_file=/k,ask_password=true:x",
                ":webdav,url='https://h:1/u@h',bearer_token_command='pass show h':x",
                ":s3,env_auth=true,access_key_id=a,shared_credentials_file=/c,sse_kms_key_id=k:bucket"
            })
    void a_remote_that_is_written_out_without_a_secret_is_taken(String words) {
        assertThat(remote(Map.of("remote", words)).remote()).isEqualTo(words);
    }
}
