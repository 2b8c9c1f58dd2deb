package cc.chitty.sync.kernel.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRulesTest {

    private static final String PASSWORD = "Tr0ub4dor";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql -u root -pTr0ub4dor shop",
                "mysql -pTr0ub4dor",
                "mysqldump --single-transaction -p'Tr0ub4dor' shop >dump.sql",
                "sudo mariadb-admin -h db -pTr0ub4dor ping",
                "mysql --password=Tr0ub4dor shop",
                "sshpass -p Tr0ub4dor ssh host",
                "sshpass -pTr0ub4dor ssh host",
                "PGPASSWORD=Tr0ub4dor psql -h db",
                "export DB_PASSWORD=\"Tr0ub4dor and more\"",
                "MYSQL_PWD=Tr0ub4dor mysql",
                "env API_KEY=Tr0ub4dor ./run",
                "curl 'https://host/?user=me&token=Tr0ub4dor&page=2'",
                "wget --http-user me --http-password Tr0ub4dor https://host",
                "gpg --passphrase Tr0ub4dor -d file",
                "vault login -token=Tr0ub4dor",
                "docker login -u me -p Tr0ub4dor registry",
                "echo Tr0ub4dor | docker login -u me --password-stdin",
                "echo -n 'Tr0ub4dor' | sudo -S apt update",
                "redis-cli -h cache -a Tr0ub4dor ping",
                "ldapsearch -x -D cn=admin -w Tr0ub4dor",
                "smbclient //host/share -U me%Tr0ub4dor",
                "openssl rsa -in key -passin pass:Tr0ub4dor",
                "htpasswd -nbB passwords me Tr0ub4dor",
                "aws configure set aws_secret_access_key Tr0ub4dor --profile me",
                "SECRET_KEY=Tr0ub4dor make",
                "7z x -pTr0ub4dor archive.7z",
                "some-tool --client-secret \"Tr0ub4dor\"",
            })
    void a_password_in_a_command_is_a_secret_and_what_is_left_stays(String command) {
        Redaction redaction = SecretRules.ofHistories().redact(command);
        assertThat(redaction.text()).doesNotContain(PASSWORD).contains("[REDACTED:");
        assertThat(SecretRules.ofHistories().redact(redaction.text()).text()).isEqualTo(redaction.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql -u root -p shop",
                "mysql -P 3306 -h db",
                "mkdir -p src/main",
                "PGPASSWORD=$DB_PASSWORD psql",
                "export TOKEN=$(pass show token)",
                "mysql --password=\"$PASSWORD\" shop",
                "docker run -p 8080:80 image",
                "docker login",
                "cat password.txt | grep token",
                "git commit -m 'token bucket: limit requests'",
                "ssh-keygen -t ed25519",
                "pytest -k test_password_rules",
                "echo hello | tee greeting",
                "vim tokenizer.py",
                "docker login --password-stdin <token.txt",
            })
    void what_names_no_password_stays_as_it_is(String command) {
        assertThat(SecretRules.ofHistories().redact(command).text()).isEqualTo(command);
    }
}
