package cc.chitty.sync.kernel.secret;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Values that look like secrets, made at run time: none stands in a file, where a scanner would find it. */
public final class PlantedSecrets {

    private static final String HEX = "0123456789abcdef";
    private static final String ALNUM = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private PlantedSecrets() {}

    /**
     * One secret within what is around it.
     *
     * @param secret what must not be seen
     * @param text what a person or an agent would have written
     */
    public record Planted(String secret, String text) {}

    /** A secret of that rule. */
    public static Planted of(String rule, SplittableRandom random) {
        return Objects.requireNonNull(byRule().get(rule), rule).apply(random);
    }

    /** A generator for each standard rule, by its name. */
    public static Map<String, Function<SplittableRandom, Planted>> byRule() {
        Map<String, Function<SplittableRandom, Planted>> all = new LinkedHashMap<>();
        clouds(all);
        forgesAndModels(all);
        messengersAndPayments(all);
        registriesAndTools(all);
        generic(all);
        passwords(all);
        return all;
    }

    private static void clouds(Map<String, Function<SplittableRandom, Planted>> all) {
        all.put("aws-access-key", r -> bare("AK" + "IA" + some(r, UPPER, 16)));
        all.put("aws-secret-key", r -> after("AWS_SECRET_ACCESS_KEY=", some(r, ALNUM, 40), ""));
        all.put("aws-session-token", r -> after("aws_session_token = ", some(r, ALNUM, 160), ""));
        all.put("google-api-key", r -> bare("AI" + "za" + some(r, ALNUM, 35)));
        all.put("google-oauth-token", r -> bare("ya" + "29." + some(r, ALNUM, 60)));
        all.put("google-oauth-secret", r -> bare("GOC" + "SPX-" + some(r, ALNUM, 28)));
        all.put("google-refresh-token", r -> bare("1/" + "/0" + some(r, ALNUM, 50)));
        all.put("azure-client-secret", r -> bare(some(r, ALNUM, 3) + "8Q" + "~" + some(r, ALNUM, 33)));
        all.put("azure-storage-key", r -> after("AccountName=x;AccountKey=", some(r, ALNUM, 86) + "==", ";"));
        all.put("azure-signature", r -> after("https://x.blob.example/c?sv=1&sig=", some(r, ALNUM, 43), ""));
        all.put("digitalocean-token", r -> bare("do" + "p_v1_" + some(r, HEX, 64)));
        all.put("cloudflare-origin-key", r -> bare("v1" + ".0-" + some(r, HEX, 24) + "-" + some(r, HEX, 146)));
        all.put("cloudflare-token", r -> after("CLOUDFLARE_API_TOKEN=", some(r, ALNUM, 40), ""));
        all.put("alibaba-access-key", r -> bare("LT" + "AI" + some(r, ALNUM, 20)));
        all.put(
                "heroku-key",
                r -> after(
                        "HEROKU_API_KEY=",
                        some(r, HEX, 8) + "-" + some(r, HEX, 4) + "-" + some(r, HEX, 4) + "-" + some(r, HEX, 4) + "-"
                                + some(r, HEX, 12),
                        ""));
        all.put("fly-token", r -> bare("fm" + "2_" + some(r, ALNUM, 60)));
        all.put("supabase-token", r -> bare("sb" + "p_" + some(r, HEX, 40)));
        all.put("planetscale-token", r -> bare("pscale" + "_tkn_" + some(r, ALNUM, 43)));
    }

    private static void forgesAndModels(Map<String, Function<SplittableRandom, Planted>> all) {
        all.put("github-token", r -> bare("gh" + "p_" + some(r, ALNUM, 36)));
        all.put("github-fine-grained-token", r -> bare("github" + "_pat_" + some(r, ALNUM, 82)));
        all.put("gitlab-token", r -> bare("gl" + "pat-" + some(r, ALNUM, 20)));
        all.put("bitbucket-token", r -> bare("AT" + "BB" + some(r, ALNUM, 32)));
        all.put("atlassian-token", r -> bare("AT" + "ATT3" + some(r, ALNUM, 180)));
        all.put("anthropic-key", r -> bare("sk-" + "ant-api03-" + some(r, ALNUM, 93) + "AA"));
        all.put("openrouter-key", r -> bare("sk-" + "or-v1-" + some(r, HEX, 64)));
        all.put("openai-key", r -> bare("sk-" + "proj-" + some(r, ALNUM, 120)));
        all.put("openai-legacy-key", r -> bare("sk-" + some(r, ALNUM, 20) + "T3Blbk" + "FJ" + some(r, ALNUM, 20)));
        all.put("huggingface-token", r -> bare("hf" + "_" + some(r, ALNUM, 34)));
        all.put("groq-key", r -> bare("gs" + "k_" + some(r, ALNUM, 52)));
        all.put("replicate-token", r -> bare("r8" + "_" + some(r, ALNUM, 37)));
        all.put("perplexity-key", r -> bare("pp" + "lx-" + some(r, ALNUM, 48)));
        all.put("xai-key", r -> bare("xa" + "i-" + some(r, ALNUM, 80)));
    }

    private static void messengersAndPayments(Map<String, Function<SplittableRandom, Planted>> all) {
        all.put("slack-token", r -> bare("xo" + "xb-" + some(r, "0123456789", 12) + "-" + some(r, ALNUM, 24)));
        all.put("slack-app-token", r -> bare("xa" + "pp-1-A" + some(r, UPPER, 10) + "-" + some(r, HEX, 64)));
        all.put(
                "slack-webhook",
                r -> after(
                        "https://hooks.slack" + ".com/services/",
                        "T" + some(r, UPPER, 8) + "/B" + some(r, UPPER, 8) + "/" + some(r, ALNUM, 24),
                        ""));
        all.put(
                "discord-webhook",
                r -> after(
                        "https://discord.com/api" + "/webhooks/",
                        some(r, "123456789", 18) + "/" + some(r, ALNUM, 68),
                        ""));
        all.put("telegram-token", r -> bare(some(r, "123456789", 9) + ":A" + "A" + some(r, ALNUM, 33)));
        all.put("twilio-key", r -> bare("S" + "K" + some(r, HEX, 32)));
        all.put("sendgrid-key", r -> bare("S" + "G." + some(r, ALNUM, 22) + "." + some(r, ALNUM, 43)));
        all.put("mailgun-key", r -> bare("ke" + "y-" + some(r, HEX, 32)));
        all.put("mailchimp-key", r -> bare(some(r, HEX, 32) + "-u" + "s12"));
        all.put("stripe-key", r -> bare("sk" + "_live_" + some(r, ALNUM, 24)));
        all.put("stripe-webhook-secret", r -> bare("wh" + "sec_" + some(r, ALNUM, 32)));
        all.put("square-token", r -> bare("sq" + "0atp-" + some(r, ALNUM, 22)));
        all.put("shopify-token", r -> bare("shp" + "at_" + some(r, HEX, 32)));
    }

    private static void registriesAndTools(Map<String, Function<SplittableRandom, Planted>> all) {
        all.put("npm-token", r -> bare("np" + "m_" + some(r, ALNUM, 36)));
        all.put("npmrc-token", r -> after("//registry.example/:_auth" + "Token=", some(r, ALNUM, 36), ""));
        all.put("pypi-token", r -> bare("py" + "pi-AgEIcHlwaS5vcmc" + some(r, ALNUM, 60)));
        all.put("rubygems-key", r -> bare("ruby" + "gems_" + some(r, HEX, 48)));
        all.put("docker-token", r -> bare("dckr" + "_pat_" + some(r, ALNUM, 27)));
        all.put("vault-token", r -> bare("hv" + "s." + some(r, ALNUM, 90)));
        all.put("terraform-token", r -> bare(some(r, ALNUM, 14) + ".atlas" + "v1." + some(r, ALNUM, 67)));
        all.put("doppler-token", r -> bare("dp" + ".pt." + some(r, ALNUM, 43)));
        all.put("databricks-token", r -> bare("da" + "pi" + some(r, HEX, 32)));
        all.put("linear-key", r -> bare("lin" + "_api_" + some(r, ALNUM, 40)));
        all.put("notion-token", r -> bare("nt" + "n_" + some(r, ALNUM, 46)));
        all.put("figma-token", r -> bare("fi" + "gd_" + some(r, ALNUM, 40)));
        all.put("newrelic-key", r -> bare("NR" + "AK-" + some(r, UPPER, 27)));
        all.put("grafana-token", r -> bare("gl" + "sa_" + some(r, ALNUM, 32) + "_" + some(r, HEX, 8)));
        all.put("sentry-token", r -> bare("sn" + "trys_" + some(r, ALNUM, 80)));
        all.put("postman-key", r -> bare("PM" + "AK-" + some(r, HEX, 24) + "-" + some(r, HEX, 34)));
        all.put("tailscale-key", r -> bare("ts" + "key-auth-" + some(r, ALNUM, 17) + "-" + some(r, ALNUM, 32)));
        all.put("age-key", r -> bare("AGE-SECRET" + "-KEY-1" + some(r, UPPER, 58)));
        all.put("onepassword-token", r -> bare("op" + "s_eyJ" + some(r, ALNUM, 120)));
    }

    private static void generic(Map<String, Function<SplittableRandom, Planted>> all) {
        all.put(
                "jwt",
                r -> bare(
                        "ey" + "J" + some(r, ALNUM, 30) + ".ey" + "J" + some(r, ALNUM, 60) + "." + some(r, ALNUM, 43)));
        all.put(
                "private-key",
                r -> bare("-----BEGIN RSA PRIV" + "ATE KEY-----\n" + some(r, ALNUM, 64) + "\n" + some(r, ALNUM, 64)
                        + "\n-----END RSA PRIV" + "ATE KEY-----"));
    }

    private static void passwords(Map<String, Function<SplittableRandom, Planted>> all) {
        all.put("connection-string", r -> after("postgres:" + "//kim:", word(r), "@db.example:5432/app"));
        all.put("jdbc-password", r -> after("jdbc:mysql://db/app?user=kim&pass" + "word=", word(r), "&tls=1"));
        all.put("database-password", r -> after("Server=db;User Id=kim;Pass" + "word=", word(r), ";Encrypt=1"));
        all.put("authorization-header", r -> after("Author" + "ization: Basic ", word(r) + some(r, ALNUM, 8), ""));
        all.put("api-key-header", r -> after("X-Api" + "-Key: ", "7" + some(r, ALNUM, 30), ""));
        all.put("bearer-token", r -> after("send Bear" + "er ", some(r, ALNUM, 20) + "5" + some(r, ALNUM, 20), ""));
        all.put("curl-password", r -> after("curl -s -u kim" + ":", word(r), " https://api.example/x"));
    }

    private static Planted bare(String secret) {
        return new Planted(secret, secret);
    }

    private static Planted after(String before, String secret, String behind) {
        return new Planted(secret, before + secret + behind);
    }

    private static String word(SplittableRandom random) {
        return "Tr0ub" + some(random, ALNUM, 7);
    }

    public static String some(SplittableRandom random, String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
