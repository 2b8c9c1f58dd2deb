package cc.chitty.sync.gpusync.category;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeverSyncedTest {

    private static final String BODY = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZWQyNTUx";
    private static final String GITHUB = "ghp_" + "Zx9Kq2Lm7Rt4Wv8Yb3Nc6Pd1Sf5Gh0Jk2Qa7";
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";

    static Stream<String> credentials() {
        return """
                .netrc
                _netrc
                .pgpass
                .my.cnf
                .git-credentials
                .config/git/credentials
                .config/hub
                .config/gh/hosts.yml
                .config/gcloud/application_default_credentials.json
                .config/github-copilot/hosts.json
                .config/op/config
                .config/containers/auth.json
                .config/sops/age/keys.txt
                .config/rclone/rclone.conf
                .aws/credentials
                .aws/sso/cache/1.json
                .azure/msal_token_cache.json
                .kube/config
                .docker/config.json
                .dockercfg
                .s3cfg
                .boto
                .terraformrc
                .terraform.d/credentials.tfrc.json
                .cargo/credentials.toml
                .composer/auth.json
                .codex/auth.json
                .gemini/oauth_creds.json
                .huggingface/token
                .cache/huggingface/token
                .python_history
                .psql_history
                .node_repl_history
                .local/share/fish/fish_history
                .gnupg/private-keys-v1.d/1.key
                .ssh/id_ed25519
                """.lines();
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void a_credential_stays_wherever_it_lies_in_a_root(String path) {
        for (String category : List.of("config", "workspace", "cache", "env")) {
            for (String above : List.of("", "dotfiles/", "a/b/c/")) {
                assertThat(isSynced(Map.of(), category, above + path))
                        .as(category + " " + above)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app/.npmrc",
                "app/.pypirc",
                "app/.aws/config",
                "app/.aws/sso/x",
                "app/.docker/Dockerfile",
                "app/.kube/cache",
                "app/.config/gh/config.yml",
                "app/.cargo/config.toml",
                "app/config/hub",
                "app/op/config",
                "app/credentials",
                "app/auth.json",
                "app/token",
                "app/hosts.yml",
                "app/order_history",
                "app/chat_history/1.json",
                "app/.local_history/1",
                "app/composer/auth.json",
                "app/id_rsa.pub",
            })
    void what_is_called_nearly_so_is_synced(String path) {
        assertThat(isSynced(Map.of(), "workspace", path)).isTrue();
    }

    @Test
    void a_history_whose_secrets_are_taken_out_is_synced() {
        assertThat(isSynced(Map.of(), "env", ".bash_history")).isTrue();
        assertThat(isSynced(Map.of(), "env", ".zsh_history")).isTrue();
        assertThat(isSynced(Map.of(), "env", "dotfiles/.zsh_history")).isFalse();
        assertThat(isSynced(Map.of(), "workspace", ".zsh_history")).isFalse();
        assertThat(isSynced(Map.of(), "env", ".psql_history")).isFalse();
        CategorySettings.Rules rules = new CategorySettings.Rules(null, null, null, null, List.of("/.psql_history"));
        assertThat(isSynced(Map.of("env", settings(List.of(), rules)), "env", ".psql_history"))
                .isTrue();
    }

    @Test
    void what_is_named_is_synced_and_nothing_else() {
        Map<String, CategorySettings> named =
                Map.of("workspace", settings(List.of("dotfiles/.aws/credentials", "/a/.config/op/"), null));
        assertThat(isSynced(named, "workspace", "dotfiles/.aws/credentials")).isTrue();
        assertThat(isSynced(named, "workspace", "other/.aws/credentials")).isFalse();
        assertThat(isSynced(named, "workspace", "a/.config/op/config")).isTrue();
        assertThat(isSynced(named, "workspace", "b/.config/op/config")).isFalse();
        Map<String, CategorySettings> everywhere = Map.of("workspace", settings(List.of(".docker/config.json"), null));
        assertThat(isSynced(everywhere, "workspace", ".docker/config.json")).isTrue();
        Map<String, CategorySettings> deep = Map.of("workspace", settings(List.of("**/.docker/config.json"), null));
        assertThat(isSynced(deep, "workspace", "x/y/.docker/config.json")).isTrue();
    }

    @Test
    void the_token_of_npm_that_the_default_paths_have_stays() {
        assertThat(isSynced(Map.of(), "env", ".npm-global/etc/npmrc")).isFalse();
        assertThat(isSynced(Map.of(), "env", ".npm-global/bin/npm")).isTrue();
    }

    static Stream<String> keys() {
        String json = "{\"private_key\": \"" + BEGIN + "\\n" + BODY + "\\n-----END\"}";
        return Stream.of(
                "-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n",
                "Bag\n" + BEGIN,
                "PuTTY-User-Key-File-3: ssh-ed25519",
                "SSH PRIVATE KEY FILE FORMAT 1.1\n\0",
                json,
                "{\"env\":{\"GOOGLE_CREDENTIALS\":\""
                        + json.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}}",
                "say \\\"" + BEGIN + "\\\\\\\\n" + BODY,
                "x: \"" + BEGIN + "\\u000a" + BODY.replace("k", "\\/"),
                "KEY=-----BEGIN%20PRIVATE%20KEY-----%0A" + BODY + "%0A",
                "key=-----BEGIN+RSA+PRIVATE+KEY-----%0D%0A" + BODY,
                "# " + BEGIN + "\n# " + BODY + "\n# -----END PRIVATE KEY-----\n",
                "  // -----BEGIN RSA PRIVATE KEY-----\n  // Proc-Type: 4,ENCRYPTED\n  //\n  // " + BODY,
                "> " + BEGIN + "\r\n> " + BODY,
                "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: \"rsa\"\n" + BODY,
                "# ---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n# " + BODY,
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n" + BODY,
                "# public key: age1x\nAGE-SECRET-" + "KEY-1"
                        + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE",
                "[Interface]\nPrivate" + "Key = " + "yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk="
                        + "\nListenPort = 51820\n",
                "[Peer]\nPreshared" + "Key=" + "yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_private_key_is_known_in_whatever_it_is_wrapped(String text) throws IOException {
        assertThat(isSecret("a", text)).isTrue();
        assertThat(isSecret("a", "x".repeat(5_000) + "\n" + text + "\n"))
                .isEqualTo(!text.startsWith("PuTTY") && !text.startsWith("SSH"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_byte_order_mark_tells_how_to_read_it(String text) throws IOException {
        for (Charset wide : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.UTF_8)) {
            assertThat(isSecret("a", ("\ufeff" + text).getBytes(wide)))
                    .as(wide.name())
                    .isTrue();
            byte[] later = ("\ufeff" + "é\n".repeat(3_000) + BEGIN + "\n" + BODY).getBytes(wide);
            assertThat(isSecret("a", later)).as(wide.name()).isTrue();
        }
    }

    @Test
    void a_private_key_is_known_wherever_it_begins_in_the_first_mebibyte() throws IOException {
        String certificates = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n".repeat(5_000);
        String key = "-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n";
        assertThat(isSecret("a", certificates + key + certificates)).isTrue();
        for (int before = 4_060; before < 4_110; before++) {
            assertThat(isSecret("a", "x".repeat(before - 1) + "\n" + key))
                    .as("at %d", before)
                    .isTrue();
        }
        assertThat(isSecret("a", certificates)).isFalse();
        assertThat(isSecret("a", "")).isFalse();
        assertThat(isSecret("a", "\0binary\n" + "x".repeat(5_000) + "\n" + key)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA\n",
                "---- BEGIN SSH2 PUBLIC KEY ----\nAAAAB3NzaC1yc2EAAAADAQABAAABAQDAAAAB3NzaC1yc2E\n",
                "grep '-----BEGIN PRIVATE KEY-----' *",
                "if (text.startsWith(\"-----BEGIN PRIVATE KEY-----\")) {\n    return true;\n}\n",
                "# looks for -----BEGIN PRIVATE KEY----- in all files\n",
                "the line \\\"-----BEGIN PRIVATE KEY-----\\\" is the first\n",
                "an age key begins with AGE-SECRET-KEY-1 and is long\n",
                "[Interface]\nPrivateKey = <your key>\nPrivateKey = $(wg genkey)\n",
                "PublicKey = yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=\n",
                "PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(specification);\n",
            })
    void what_only_names_a_key_is_none(String text) throws IOException {
        assertThat(isSecret("a", text)).isFalse();
        assertThat(isSecret("a", ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE)))
                .isFalse();
    }

    static Stream<String> tokens() {
        return Stream.of(
                ".npmrc=//registry.npmjs.org/:_auth" + "Token=npm_x",
                ".npmrc=registry=https://host/\n_auth = \"a2ltOng=\"\n",
                ".npmrc=//host/:_password=eA==",
                "npmrc=//host/:_auth" + "Token=npm_x",
                ".yarnrc=\"//host/:_auth" + "Token\" npm_x",
                ".yarnrc.yml=npmRegistries:\n  //host:\n    npmAuth" + "Token: npm_x\n",
                ".pypirc=[pypi]\nusername = __token__\npassword = pypi-x\n",
                ".pypirc=[pypi]\npassword: x\n",
                "pip.conf=[global]\nindex-url = https://kim:x@host/simple\n",
                ".condarc=channels:\n  - https://host/t/ab-0123456789abcdef/channel\n",
                ".npmrc=registry=https://" + GITHUB + "@host/kim/",
                ".npmrc=registry=https://Zx9Kq2Lm7Rt4@host/kim/",
                ".npmrc=registry=https://Zx9Kq2Lm7Rt4:@host/kim/",
                ".npmrc=registry=https://${KIM}Zx9Kq2Lm7Rt4@host/kim/",
                ".npmrc=registry=https://${T:-Zx9Kq2Lm7Rt4}@host/kim/",
                ".npmrc=registry=https://kim:x:y\"z@host/",
                ".npmrc=proxy=kim:x@proxy:8080",
                ".npmrc=# //registry.npmjs.org/:_auth" + "Token=npm_x\nsave-exact=true\n",
                ".npmrc=; password=x\n",
                ".npmrc=save-exact=true # was " + GITHUB,
                ".npmrc=//host/:_auth" + "Token=${NPM_TOKEN}x",
                ".npmrc=//host/:_auth" + "Token[]=x1",
                ".npmrc='//host/:_auth" + "Token'='x1'",
                ".yarnrc=registry \"https://" + GITHUB + "@host/kim/\"",
                ".yarnrc=# \"//host/:_auth" + "Token\" \"x1\"",
                ".yarnrc.yml=npmAuth" + "Token: \"${NPM_TOKEN:-x1}\"",
                ".yarnrc.yml=npmAuth" + "Token: ${NPM_TOKEN-${B:-x1}}",
                ".yarnrc.yml=npmAuth" + "Token:\n  x1\n",
                ".yarnrc.yml=npmAuth" + "Token: >-\r\n  x1\r\n",
                ".yarnrc.yml=npmRegistries: {\"//host\": {\"npmAuthIdent\": \"x1\"}}",
                "bunfig.toml=scopes = { token = \"x1\", url = \"https://host\" }",
                "bunfig.toml=scopes = { token = \"$NPM_TOKEN\", password = \"x1\" }",
                ".bunfig.toml=[install]\nregistry = { url = \"https://host\", token = \"x1\" }",
                ".pypirc=[pypi]\npassword =\n  x1\n",
                "pip.conf=[global]\nextra-index-url =\n  https://host/simple\n  https://" + GITHUB + "@host/simple\n",
                "pip.conf=[global]\nfind-links = https://host/x?token=0123456789abcdef\n",
                "pip.conf=#index-url = https://kim:x1@host/simple\n",
                "pip.conf=[global]\nindex-url = https://pypi.fury.io/Zx9Kq2Lm7Rt4Wv8Yb3/kim/\n",
                ".condarc=channels:\n  - https://" + GITHUB + "@host/main\n",
                ".condarc=anaconda_token: Zx9Kq2Lm7Rt4\n",
                ".gemrc=:sources:\n- https://Zx9Kq2Lm7Rt4@host/kim/\n",
                ".gemrc=# " + "AKIA" + "Q3EGT5X7YZ2K4MNP\n");
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void settings_of_a_package_manager_with_a_token_are_known_by_it(String file) throws IOException {
        int equals = file.indexOf('=');
        String text = file.substring(equals + 1);
        assertThat(isSecret("app/" + file.substring(0, equals), text)).isTrue();
        assertThat(isSecret("app/notes.md", text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "registry=https://registry.npmjs.org/\nsave-exact=true\nalways-auth=true\n",
                "//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n",
                "//registry.npmjs.org/:_authToken=\"${NPM_TOKEN}\"\n",
                "# //registry.npmjs.org/:_authToken=<token>\n; password=\n#npmAuthToken: ${NPM_TOKEN}\n",
                "# the password: see the wiki\n# _authToken is read from the environment\n",
                "#index-url = https://user:password@host/simple\n",
                "_password=\n_authToken=\n",
                "npmRegistryServer: \"https://host\"\nnpmAuthToken: \"${NPM_TOKEN:-}\"\n",
                "npmAuthToken: ${NPM_TOKEN:-none}\n_authToken=${A:-${B}}\n_authToken=your_npm_token\n",
                "token = $NPM_TOKEN\npassword = %(secret)s\n",
                "anaconda_token: false\nadd_anaconda_token: True\n",
                "[distutils]\nindex-servers =\n  pypi\n[pypi]\nusername = __token__\n",
                "[global]\nindex-url = https://host:8443/simple\nextra-index-url = https://${USER}@host/@scope/x\n",
                "registry=https://registry.npmjs.org/\n@acme:registry=https://host/npm@1.2/?service=x\n",
                "find-links = https://host/x?token=${TOKEN}&a=b\n# https://<user>:<password>@host/\n",
                "index-url = https://__token__:${TOKEN}@host\nextra-index-url = https://kim:${TOKEN}@host\n",
                "index-url = https://oauth2accesstoken@europe-python.pkg.dev/p/r/simple/\n",
                "a=git+ssh://git@host/kim/x.git#main\nb=ssh://kim@host/x\nc=git@host:kim/x\nd=file:///srv/x\n",
                "email=kim@host.org\nnoproxy=localhost,10.0.0.1\nproxy=http://proxy:8080/\nproxy=proxy:8080\n",
                "channels:\n  - https://conda.anaconda.org/t/<TOKEN>/channel\n  - https://host/t/x\n",
            })
    void settings_of_a_package_manager_without_one_are_synced(String text) throws IOException {
        for (String name : List.of(".npmrc", "npmrc", ".yarnrc", ".yarnrc.yml", ".pypirc", "pip.conf", ".condarc")) {
            assertThat(isSecret("app/" + name, text)).as(name).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[url \"https://kim:s3cret@host/\"]\n\tinsteadOf = https://host/\n",
                "[url \"https://0123456789abcdef0123@host/\"]\n\tinsteadOf = https://host/\n",
                "[http \"https://host\"]\n\textraHeader = \"AUTHORIZATION: basic a2ltOnMzY3JldA==\"\n",
                "[http]\n\textraheader = PRIVATE-TOKEN: s3cret\n",
                "[http]\n\tproxy = http://kim:s3cret@proxy:8080\n",
                "[github]\n\tuser = kim\n\ttoken = 0123456789abcdef\n",
                "[github]\r\n\toauth-token = s3cret\r\n",
                "[sendemail]\n\tsmtpPass = s3cret\n",
                "[credential \"https://host\"]\n\tpassword = s3cret\n",
                "[credential]\n\thelper = \"!f() { echo username=kim; echo password=s3cret; }; f\"\n",
                "[credential]\n\thelper = store\n\t# password = s3cret\n",
            })
    void configuration_of_git_with_a_secret_is_known_by_it_whatever_its_name(String text) throws IOException {
        for (String name : List.of(".config/git/config", "dot/.gitconfig", ".gitconfig-work", "etc/work.inc")) {
            assertThat(isSecret(name, "[user]\n\tname = Kim\n" + text)).as(name).isTrue();
        }
        assertThat(isSecret("notes.md", "Write:\n\n" + text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[url \"git@github.com:\"]\n\tinsteadOf = https://github.com/\n",
                "[url \"ssh://git@github.com/\"]\n\tinsteadOf = https://github.com/\n",
                "[credential \"https://kim@bitbucket.org\"]\n\tusername = kim\n\thelper = store\n",
                "[credential]\n\thelper = \"!f() { echo username=kim; echo password=$TOKEN; }; f\"\n",
                "[credential]\n\thelper = \"!f() { echo \\\"password=$(pass show host)\\\"; }; f\"\n",
                "[credential]\n\thelper = !echo password=\\\"$GITHUB_TOKEN\\\"\n",
                "[credential]\n\thelper = cache --timeout=3600\n\thelper = !gh auth git-credential\n",
                "[core]\n\taskPass = /usr/bin/ksshaskpass\n[http]\n\tcookieFile = ~/.gitcookies\n",
                "[http]\n\textraHeader = X-Team: research\n\tproxy = http://proxy:8080\n",
                "[commit]\n\tgpgsign = true\n[include]\n\tpath = ~/work.inc\n",
            })
    void configuration_of_git_without_one_is_synced(String text) throws IOException {
        for (String name : List.of(".config/git/config", "dot/.gitconfig", "etc/work.inc")) {
            assertThat(isSecret(name, "[user]\n\tname = Kim\n\tsigningkey = 0123456789ABCDEF\n" + text))
                    .as(name)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<server><id>a</id><password>s3cret</password></server>",
                "<server><id>a</id><password>\n  {COQLCE6DU6GtcS5P=}\n</password></server>",
                "<server><passphrase><![CDATA[s3cret]]></passphrase></server>",
                "<settingsSecurity><master>{jSMOWnoPFgsHVpMvz5VrIt5kRbzGpI8u+9EF1iFQyJQ=}</master></settingsSecurity>",
                "<property><name>Private-Token</name><value>s3cret</value></property>",
                "<url>https://kim:s3cret@host/maven</url>"
            })
    void settings_of_maven_with_a_password_are_known_by_it(String text) throws IOException {
        assertThat(isSecret(".m2/settings.xml", text)).isTrue();
        assertThat(isSecret("app/.m2/settings-security.xml", text)).isTrue();
        assertThat(isSecret("app/pom.xml", text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<server><id>a</id><username>kim</username><password>${env.TOKEN}</password></server>",
                "<password> ${env.TOKEN} </password><passphrase></passphrase><password/>",
                "<!-- <password>repopwd</password> <passphrase>optional; leave empty if not used.</passphrase> -->",
                "<property><name>Private-Token</name><value>${env.TOKEN}</value></property>"
            })
    void settings_of_maven_without_one_are_synced(String text) throws IOException {
        assertThat(isSecret("app/.m2/settings.xml", text)).isFalse();
    }

    /** Whether a file is, by its name, in a root of a category. */
    private static boolean isSynced(Map<String, CategorySettings> settings, String category, String path) {
        Category meant = Categories.of(settings).ordered().stream()
                .filter(it -> it.name().equals(category))
                .findFirst()
                .orElseThrow();
        RootFilter filter = new RootFilter(meant, Patterns.NONE, List.of(), 0, IgnoreFiles.of(Map.of()));
        TreePath whole = new TreePath(path);
        return filter.apply(Listing.of(path), Listing.of()).ours().containsKey(whole);
    }

    private static CategorySettings settings(List<String> named, CategorySettings.@Nullable Rules rules) {
        return new CategorySettings(null, null, null, null, null, null, named, null, null, rules);
    }

    private static boolean isSecret(String path, String content) throws IOException {
        return isSecret(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isSecret(String path, byte[] content) throws IOException {
        return NeverSynced.isSecret(new TreePath(path), new ByteArrayInputStream(content));
    }
}
