package cc.chitty.sync.kernel.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandRulesTest {

    private static final String PASSWORD = "Tr0ub4dor";
    private static final SecretRules RULES = SecretRules.ofHistories();

    /** The same rules, all of them tried on every command. */
    private static final SecretRules PATIENT = new SecretRules(
            SecretRules.rulesOfHistories().stream()
                    .map(it -> new SecretRule(it.name(), SecretRule.Signs.NONE, it.pattern(), it.kept(), it.entropy()))
                    .toList(),
            Set.of());

    static Stream<String> commandsWithPasswords() {
        return """
                mysql -u root -pTr0ub4dor shop
                mysql -pTr0ub4dor
                mysqldump --single-transaction -p'Tr0ub4dor' shop >dump.sql
                sudo mariadb-admin -h db -pTr0ub4dor ping
                mysql --password=Tr0ub4dor shop
                sshpass -p Tr0ub4dor ssh host
                sshpass -pTr0ub4dor ssh host
                PGPASSWORD=Tr0ub4dor psql -h db
                export DB_PASSWORD="Tr0ub4dor and more"
                export DB_PASSWORD="it's Tr0ub4dor"
                MYSQL_PWD=Tr0ub4dor mysql
                env API_KEY=Tr0ub4dor ./run
                curl 'https://host/?user=me&token=Tr0ub4dor&page=2'
                wget --http-user me --http-password Tr0ub4dor https://host
                gpg --passphrase Tr0ub4dor -d file
                vault login -token=Tr0ub4dor
                docker login -u me -p Tr0ub4dor registry
                echo Tr0ub4dor | docker login -u me --password-stdin
                echo -n 'Tr0ub4dor' | sudo -S apt update
                redis-cli -h cache -a Tr0ub4dor ping
                ldapsearch -x -D cn=admin -w Tr0ub4dor
                smbclient //host/share -U me%Tr0ub4dor
                openssl rsa -in key -passin pass:Tr0ub4dor
                htpasswd -nbB passwords me Tr0ub4dor
                aws configure set aws_secret_access_key Tr0ub4dor --profile me
                SECRET_KEY=Tr0ub4dor make
                7z x -pTr0ub4dor archive.7z
                some-tool --client-secret "Tr0ub4dor"
                DB_PASS=Tr0ub4dor ./run
                export DB_PASS='Tr0ub4dor'
                PASS=Tr0ub4dor
                PW=Tr0ub4dor ./run
                SSH_PW="Tr0ub4dor" ./run
                ANSIBLE_BECOME_PASS=Tr0ub4dor ansible-playbook site.yml
                ansible-playbook -e ansible_become_pass=Tr0ub4dor site.yml
                PGPASS=Tr0ub4dor psql
                RESTIC_PASSWORD2=Tr0ub4dor restic copy
                DB_PWD=Tr0ub4dor ./run
                DB_PASS=Tr0ub4dor\\;\\"Tr0ub4dor ./run
                bash -c "mysql --password=\\"Tr0ub4dor and Tr0ub4dor\\" shop"
                GH_PAT=Tr0ub4dor gh api user
                export DOCKER_PAT="Tr0ub4dor"
                MY_CREDENTIALS=Tr0ub4dor ./run
                GOOGLE_CREDENTIALS='{"key":"Tr0ub4dor"}' terraform plan
                tool --pass Tr0ub4dor
                tool --pass=Tr0ub4dor
                wp config create --dbpass=Tr0ub4dor
                tool --smtp-pass 'Tr0ub4dor'
                tool --pw Tr0ub4dor
                plink -pw Tr0ub4dor host
                tool -password Tr0ub4dor
                keytool -list -storepass Tr0ub4dor
                keytool -importkeystore -srcstorepass Tr0ub4dor -deststorepass Tr0ub4dor
                tool --token -Tr0ub4dor
                echo root:Tr0ub4dor | chpasswd
                echo "root:Tr0ub4dor" | sudo chpasswd
                echo "root:Tr0ub4dor" | sudo /usr/sbin/chpasswd -e
                printf 'Tr0ub4dor\\n' | cryptsetup luksOpen /dev/sda2 root
                printf '%s\\n' 'Tr0ub4dor' | cryptsetup luksOpen /dev/sda2 root
                printf '%s\\n%s\\n' Tr0ub4dor Tr0ub4dor | passwd kim
                printf '%s\\n%s\\n' 'Tr0ub4dor' "Tr0ub4dor" | passwd kim
                echo -e "Tr0ub4dor\\nTr0ub4dor" | passwd kim
                echo 'a|Tr0ub4dor' | sudo -kS ls
                echo Tr0ub4dor|sudo -S ls
                echo Tr0ub4dor | sudo -p '' -S ls
                echo Tr0ub4dor | passwd --stdin kim
                echo Tr0ub4dor | gpg --batch --passphrase-fd 0 -d file
                echo Tr0ub4dor | gh auth login --with-token
                echo Tr0ub4dor | gh secret set NAME
                docker login -u me --password-stdin <<< Tr0ub4dor
                sudo -S apt update <<< 'Tr0ub4dor'
                chpasswd <<<"root:Tr0ub4dor"
                sudo chpasswd <<< root:Tr0ub4dor
                curl -d '{"password":"Tr0ub4dor"}' https://host
                curl -d '{"user": "me", "api_key" : "Tr0ub4dor"}' https://host
                curl -d "{\\"password\\": \\"Tr0ub4dor\\"}" https://host
                curl -d '{"db_pass":"it\\"s Tr0ub4dor"}' https://host
                curl -d '{"token":"'"Tr0ub4dor"'"}' https://host
                curl -d '{"token":"'Tr0ub4dor'","a":"b"}' https://host
                python -c 'import os; os.environ["API_KEY"]="Tr0ub4dor"'
                ruby -e 'ENV["DB_PASS"] = "Tr0ub4dor"'
                args: ["--token", "Tr0ub4dor"]
                password = "Tr0ub4dor"
                curl -uu:Tr0ub4dor https://host
                curl -su me:Tr0ub4dor https://host
                curl --proxy-user 'me:Tr0ub4dor' https://host
                curl -u "me:two Tr0ub4dor" https://host
                set -gx API_KEY Tr0ub4dor
                set -g -x DB_PASS "Tr0ub4dor"
                setenv API_KEY Tr0ub4dor
                npm config set //registry.npmjs.org/:_authToken Tr0ub4dor
                npm config set _authToken Tr0ub4dor
                npm config set //registry.npmjs.org/:_authToken=Tr0ub4dor
                git config --global github.token Tr0ub4dor
                wandb login Tr0ub4dor0123456789abcdef
                wandb login --relogin Tr0ub4dor0123456789abcdef
                openssl enc -aes-256-cbc -k Tr0ub4dor -in a -out b
                zip -P Tr0ub4dor a.zip b
                zip -rP 'Tr0ub4dor' a.zip b
                unzip -P Tr0ub4dor a.zip
                gh secret set NAME -b Tr0ub4dor
                gh secret set NAME --body "Tr0ub4dor"
                ssh-keygen -t ed25519 -N Tr0ub4dor -f id
                ssh-keygen -p -P Tr0ub4dor -N 'Tr0ub4dor' -f id
                http -a me:Tr0ub4dor https://host
                http --auth=me:Tr0ub4dor https://host
                sqlcmd -S host -U sa -P Tr0ub4dor
                mosquitto_pub -t a -u me -P Tr0ub4dor
                mongosh -u me -p Tr0ub4dor
                lftp -u me,Tr0ub4dor host
                xfreerdp /u:me /p:Tr0ub4dor /v:host
                nmcli dev wifi connect home password Tr0ub4dor
                wpa_passphrase home Tr0ub4dor
                rclone obscure Tr0ub4dor
                kubectl create secret generic db --from-literal=value=Tr0ub4dor
                psql -c "CREATE USER kim PASSWORD 'Tr0ub4dor'"
                psql -c "ALTER ROLE kim WITH PASSWORD 'Tr0ub4dor';"
                mysql -e "CREATE USER kim IDENTIFIED BY 'Tr0ub4dor'"
                mysql -e 'ALTER USER kim IDENTIFIED WITH caching_sha2_password BY "Tr0ub4dor"'
                mysql -e 'ALTER USER kim IDENTIFIED BY '\\''Tr0ub4dor'\\'''
                tailscale up --auth-key Tr0ub4dor
                """.lines();
    }

    @ParameterizedTest
    @MethodSource("commandsWithPasswords")
    void a_password_in_a_command_is_a_secret_and_what_is_left_stays(String command) {
        String left = RULES.redact(command).text();
        assertThat(left).doesNotContain(PASSWORD).contains("[REDACTED:");
        assertThat(left).startsWith(command.substring(0, 2));
        assertThat(RULES.redact(left).text()).isEqualTo(left);
        assertThat(PATIENT.redact(command).text()).isEqualTo(left);
    }

    static Stream<String> everydayCommands() {
        return """
                mysql -u root -p shop
                mysql -P 3306 -h db
                mkdir -p src/main
                PGPASSWORD=$DB_PASSWORD psql
                export TOKEN=$(pass show token)
                mysql --password="$PASSWORD" shop
                mysql --password -h db
                mysql --password --host=db
                docker run -p 8080:80 image
                docker login
                cat password.txt | grep token
                git commit -m 'token bucket: limit requests'
                ssh-keygen -t ed25519
                pytest -k test_password_rules
                echo hello | tee greeting
                vim tokenizer.py
                docker login --password-stdin <token.txt
                compass=1
                export COMPASS=north
                BYPASS=yes make
                bypass --pass-through x
                git log --pass
                git log --pass --oneline
                x264 --pass 1 --stats a.log in.y4m
                ffmpeg -i in.mp4 -pass 2 out.mp4
                pytest --passes=10
                PASSED=3
                PASSES=30 ./bench
                PWD=/srv/app make
                OLDPWD=/srv/app
                PATH=/usr/bin:/bin
                PATTERN=foo.*
                SPAT=3
                ssh -P 22 host
                scp -P 2222 a host:b
                ssh -p 2222 host
                unzip -p a.zip b >c
                unzip a.zip -d there
                zip -r a.zip src
                zip -rq9 a.zip src
                wget https://host/a.zip -P downloads
                tar -P -cf a.tar /srv
                make -k test
                kubectl -k overlay apply
                kubectl apply -k overlay
                curl -k https://host
                openssl x509 -in a.pem -noout -text
                openssl enc -d -pass stdin -in a
                openssl enc -d -pass file:key.txt -in a
                grep -N 3 a
                rsync -avP a host:b
                ssh-keygen -t ed25519 -N '' -f id
                ssh-keygen -t ed25519 -N "" -C "me@host"
                ls -l | grep pass
                grep -r password 'src dir'
                grep passwd /etc/group
                cat /etc/passwd | cut -d: -f1
                echo "root" | grep root /etc/passwd
                echo 'deb https://host stable main' | sudo tee /etc/apt/sources.list.d/a.list
                sudo -u kim -s
                printf '%s\\n' "$PASS" | docker login --password-stdin
                echo "$PASS" | sudo -S ls
                sudo -S ls <<< "$PASS"
                cat <<< hello
                bc <<< 1+1
                curl -fsSL https://host/install.sh
                curl -sSfL -o out.tgz https://host/a.tgz
                curl -XPUT http://localhost:9200/a
                curl --url https://host:8443/
                curl -u "$USER:$PASS" https://host
                curl -d '{"name":"x","tokens":5}' https://host
                curl -d '{"token":"'"$TOKEN"'"}' https://host
                curl -d '{"token":"'$TOKEN'","a":"b"}' https://host
                curl -d '{"token":"'"$(pass show token)"'"}' https://host
                set -euo pipefail
                set -x
                set -o vi
                git config --global user.name "Kim"
                git config --get github.token
                git config --global core.askPass /usr/bin/ksshaskpass
                git config credential.helper store
                npm config get registry
                npm config set registry https://registry.npmjs.org/
                npm config delete _authToken
                wandb login
                wandb login --relogin
                gh secret list
                gh secret set NAME <value.txt
                http GET https://host/a
                http -a
                GOOGLE_APPLICATION_CREDENTIALS=/srv/key.json ./run
                GOOGLE_APPLICATION_CREDENTIALS="$HOME/key.json" ./run
                mongosh -u me -p --host db
                psql -c 'select password from users'
                psql -c "select 1" -U me
                for pass in 1 2 3; do make; done
                pass show token
                if [ "$token" == "x" ]; then ls; fi
                nmcli dev wifi list
                less +/passphrase man.txt
                grep -E '"(password|token)"' a.json
                jq '.password' a.json
                jq -r '.["api_key"]' a.json
                python3 -m tokenize a.py
                docker secret ls
                cp a.zip -P
                """.lines();
    }

    @ParameterizedTest
    @MethodSource("everydayCommands")
    void what_names_no_password_stays_as_it_is(String command) {
        assertThat(RULES.redact(command).text()).isEqualTo(command);
        assertThat(PATIENT.redact(command).text()).isEqualTo(command);
    }

    @Test
    void of_a_list_of_commands_each_keeps_its_name() {
        String left = RULES.redact("cd app && DB_PASS=" + PASSWORD + " make; zip -P " + PASSWORD + " a.zip b | tee log")
                .text();
        assertThat(left)
                .isEqualTo(
                        "cd app && DB_PASS=[REDACTED:password-variable] make; zip -P [REDACTED:archive-option] a.zip b"
                                + " | tee log");
    }

    @Test
    void many_openings_is_done_in_linear_time() {
        String hostile = "\"password\": echo '%s' -p zip -P| identified by <<< mysql sudo ".repeat(4_000);
        assertThat(RULES.redact(hostile).text()).isEqualTo(hostile);
    }
}
