package cc.chitty.sync.kernel.secret;

import static cc.chitty.sync.kernel.secret.SecretRule.token;

import cc.chitty.sync.kernel.secret.SecretRule.Signs;
import java.util.List;
import java.util.stream.Stream;

/** The rules for tokens that a provider makes and marks with a prefix of its own. */
final class TokenRules {

    private static final String ASSIGNED = "[\"']?\\s{0,3}(?:=>|=|:)\\s{0,3}[\"']?";

    private TokenRules() {}

    static List<SecretRule> all() {
        return Stream.of(clouds(), forges(), models(), messengers(), payments(), registries(), tools(), generic())
                .flatMap(List::stream)
                .toList();
    }

    private static List<SecretRule> clouds() {
        return List.of(
                token(
                        "aws-access-key",
                        "akia asia abia acca a3t",
                        "\\b((?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16})\\b"),
                token(
                        "aws-secret-key",
                        Signs.of("secretkey secret_key secretaccess secret_access"),
                        "(?i:aws_?secret_?(?:access_?)?key)" + ASSIGNED + "([A-Za-z0-9/+]{40})\\b"),
                token(
                        "aws-session-token",
                        Signs.of("session_token sessiontoken"),
                        "(?i:aws_?session_?token)" + ASSIGNED + "([A-Za-z0-9/+=]{100,})"),
                token("google-api-key", "aiza", "\\b(AIza[0-9A-Za-z_-]{35})"),
                token("google-oauth-token", "ya29.", "\\b(ya29\\.[0-9A-Za-z_-]{20,})"),
                token("google-oauth-secret", "gocspx-", "\\b(GOCSPX-[0-9A-Za-z_-]{28})"),
                token("google-refresh-token", Signs.of("1//0"), "\\b(1//0[0-9A-Za-z_-]{40,})"),
                token("azure-client-secret", "q~", "\\b([0-9A-Za-z_~.]{3}[0-9]Q~[0-9A-Za-z_~.-]{31,34})"),
                token("azure-storage-key", Signs.of("accountkey"), "(?i:AccountKey)=([0-9A-Za-z+/]{86}==)"),
                token("azure-signature", Signs.of("sig="), "[?&]sig=([0-9A-Za-z%+/=]{40,})"),
                token("digitalocean-token", "_v1_", "\\b(do[opr]_v1_[0-9a-f]{64})"),
                token("cloudflare-origin-key", "v1.0-", "\\b(v1\\.0-[0-9a-f]{24}-[0-9a-f]{146})"),
                token(
                        "cloudflare-token",
                        "cloudflare cf_",
                        "(?i:(?:cloudflare|cf)_[a-z_]{0,20}(?:token|key))" + ASSIGNED + "([0-9A-Za-z_-]{37,40})\\b"),
                token("alibaba-access-key", "ltai", "\\b(LTAI[0-9A-Za-z]{17,21})\\b"),
                token(
                        "heroku-key",
                        "heroku",
                        "(?i:heroku_api_key)" + ASSIGNED
                                + "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"),
                token("fly-token", Signs.of("fm2_"), "\\b(fm2_[0-9A-Za-z+/=_-]{40,})"),
                token("supabase-token", "sbp_", "\\b(sbp_[0-9a-f]{40})"),
                token("planetscale-token", "pscale_", "\\b(pscale_(?:tkn|pw|oauth)_[0-9A-Za-z_.=-]{32,})"));
    }

    private static List<SecretRule> forges() {
        return List.of(
                token("github-token", "ghp_ gho_ ghu_ ghs_ ghr_", "\\b(gh[pousr]_[0-9A-Za-z]{36,})"),
                token("github-fine-grained-token", "github_pat_", "\\b(github_pat_[0-9A-Za-z_]{40,})"),
                token(
                        "gitlab-token",
                        Signs.of("gl").run(24),
                        "\\b(gl(?:pat|ptt|dt|rt|cbt|oas|ft|imt|agent|soat)-[0-9A-Za-z_.-]{20,})"),
                token("bitbucket-token", "atbb", "\\b(ATBB[0-9A-Za-z]{32})"),
                token("atlassian-token", "atatt3", "\\b(ATATT3[0-9A-Za-z_=-]{60,})"));
    }

    private static List<SecretRule> models() {
        return List.of(
                token("anthropic-key", "sk-ant-", "\\b(sk-ant-[a-z]{2,8}[0-9]{2}-[0-9A-Za-z_-]{40,})"),
                token("openrouter-key", "sk-or-", "\\b(sk-or-v1-[0-9a-f]{64})"),
                token(
                        "openai-key",
                        "sk-proj- sk-svcacct- sk-admin-",
                        "\\b(sk-(?:proj|svcacct|admin)-[0-9A-Za-z_-]{40,})"),
                token("openai-legacy-key", Signs.of("sk-").run(43), "\\b(sk-[0-9A-Za-z]{40,})"),
                token("huggingface-token", "hf_ api_org_", "\\b((?:hf|api_org)_[0-9A-Za-z]{34,})"),
                token("groq-key", "gsk_", "\\b(gsk_[0-9A-Za-z]{52})"),
                token("replicate-token", "r8_", "\\b(r8_[0-9A-Za-z]{37})"),
                token("perplexity-key", "pplx-", "\\b(pplx-[0-9A-Za-z]{48})"),
                token("xai-key", "xai-", "\\b(xai-[0-9A-Za-z]{70,})"));
    }

    private static List<SecretRule> messengers() {
        return List.of(
                token("slack-token", "xox", "\\b(xox[abeposr]-[0-9A-Za-z.-]{20,})"),
                token("slack-app-token", "xapp-", "\\b(xapp-[0-9]-[0-9A-Za-z-]{30,})"),
                token(
                        "slack-webhook",
                        Signs.of("hooks.slack.com"),
                        "hooks\\.slack\\.com/(?:services|workflows|triggers)/([0-9A-Za-z+/_-]{30,})"),
                token(
                        "discord-webhook",
                        "/api/webhooks/",
                        "discord(?:app)?\\.com/api/webhooks/([0-9]{17,20}/[0-9A-Za-z_-]{50,})"),
                token("telegram-token", ":aa", "\\b([0-9]{8,10}:AA[0-9A-Za-z_-]{33})"),
                token("twilio-key", Signs.of("sk").run(34), "\\b(SK[0-9a-f]{32})\\b"),
                token("sendgrid-key", "sg.", "\\b(SG\\.[0-9A-Za-z_-]{22}\\.[0-9A-Za-z_-]{43})"),
                token("mailgun-key", Signs.of("key-").run(36), "\\b(key-[0-9a-f]{32})\\b"),
                token("mailchimp-key", Signs.of("-us").run(36), "\\b([0-9a-f]{32}-us[0-9]{1,2})\\b"));
    }

    private static List<SecretRule> payments() {
        return List.of(
                token("stripe-key", "_live_ _test_", "\\b((?:sk|rk)_(?:live|test)_[0-9A-Za-z]{16,})"),
                token("stripe-webhook-secret", Signs.of("whsec_"), "\\b(whsec_[0-9A-Za-z+/=]{32,})"),
                token("square-token", "sq0", "\\b(sq0(?:atp|csp)-[0-9A-Za-z_-]{22,43})"),
                token("shopify-token", "shp", "\\b(shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32})"));
    }

    private static List<SecretRule> registries() {
        return List.of(
                token("npm-token", "npm_", "\\b(npm_[0-9A-Za-z]{36})"),
                token("npmrc-token", Signs.of("_authtoken"), "_authToken=([0-9A-Za-z_./+=-]{20,})"),
                token("pypi-token", "pypi-age", "\\b(pypi-AgE[0-9A-Za-z_-]{50,})"),
                token("rubygems-key", "rubygems_", "\\b(rubygems_[0-9a-f]{48})"),
                token("docker-token", "dckr_pat_", "\\b(dckr_pat_[0-9A-Za-z_-]{27,})"));
    }

    private static List<SecretRule> tools() {
        return List.of(
                token("vault-token", "hvs. hvb. hvr.", "\\b(hv[sbr]\\.[0-9A-Za-z_-]{24,})"),
                token("terraform-token", ".atlasv1.", "\\b([0-9A-Za-z]{14}\\.atlasv1\\.[0-9A-Za-z_-]{60,})"),
                token("doppler-token", "dp.", "\\b(dp\\.(?:pt|st|ct|sa|scim|audit)\\.[0-9A-Za-z._-]{40,})"),
                token("databricks-token", "dapi", "\\b(dapi[0-9a-f]{32})"),
                token("linear-key", "lin_api_", "\\b(lin_api_[0-9A-Za-z]{40})"),
                token("notion-token", "ntn_", "\\b(ntn_[0-9A-Za-z]{40,})"),
                token("figma-token", "figd_", "\\b(figd_[0-9A-Za-z_-]{38,})"),
                token("newrelic-key", "nrak-", "\\b(NRAK-[0-9A-Z]{27})"),
                token("grafana-token", "glsa_", "\\b(glsa_[0-9A-Za-z]{32}_[0-9a-fA-F]{8})"),
                token("sentry-token", Signs.of("sntry"), "\\b(sntry[su]_[0-9A-Za-z+/=_]{40,})"),
                token("postman-key", "pmak-", "\\b(PMAK-[0-9a-f]{24}-[0-9a-f]{34})"),
                token("tailscale-key", "tskey-", "\\b(tskey-[a-z]{2,12}-[0-9A-Za-z-]{12,})"),
                token("age-key", "age-secret-key-1", "(?i:\\b(AGE-SECRET-KEY-1[0-9A-Z]{58}))"),
                token("onepassword-token", "ops_", "\\b(ops_eyJ[0-9A-Za-z_-]{60,})"));
    }

    private static List<SecretRule> generic() {
        return List.of(
                token(
                        "jwt",
                        "eyj",
                        "\\b(eyJ[0-9A-Za-z_-]{10,}\\.(?:eyJ)?[0-9A-Za-z_-]{10,}\\.[0-9A-Za-z_-]{10,}(?:\\.[0-9A-Za-z_-]{8,}){0,2})"),
                token(
                        "private-key",
                        Signs.of("private").also("----"),
                        "(" + KeyText.FIRST_LINE + "(?s:.*?)" + KeyText.LAST_LINE + "|" + KeyText.FIRST_LINE
                                + "(?:\\s|\\\\+[nr]|%0[AD])*[0-9A-Za-z+/=]{32,}(?:[\\s0-9A-Za-z+/=]|\\\\+[nr]|%0[AD])*)"));
    }
}
