package cc.chitty.sync.jobs;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;

/** What is wrong with a setting, as a person would say it. */
final class WrongSetting {

    private static final String PREFIX = "chittysync.";

    private WrongSetting() {}

    static String words(BindException thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && !(cause instanceof UnboundConfigurationPropertiesException)) {
            cause = cause.getCause();
        }
        if (cause instanceof UnboundConfigurationPropertiesException unbound) {
            return unknown(unbound);
        }
        String why = why(thrown, cause);
        ConfigurationProperty property = thrown.getProperty();
        return property == null || why.contains(PREFIX) ? why : property.getName() + ": " + why;
    }

    private static String unknown(UnboundConfigurationPropertiesException unbound) {
        String names = unbound.getUnboundProperties().stream()
                .map(property -> property.getName().toString())
                .sorted()
                .collect(Collectors.joining(", "));
        return names + (unbound.getUnboundProperties().size() == 1 ? " is no setting" : " are no settings");
    }

    private static String why(BindException thrown, Throwable cause) {
        ConfigurationProperty property = thrown.getProperty();
        Class<?> type = thrown.getTarget().getType().resolve(Object.class);
        String value = property == null ? "" : "'" + property.getValue() + "'";
        if (cause instanceof NumberFormatException) {
            return value + " is not a " + (isWhole(type) ? "whole number" : "number") + ", or too large";
        }
        if (type == URI.class) {
            return "it is no URL"; // and what stands there may be a secret
        }
        if (type.isEnum() && property != null) {
            String known = Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            return value + " is none of " + known;
        }
        return String.valueOf(cause.getMessage());
    }

    private static boolean isWhole(Class<?> type) {
        return type != double.class && type != Double.class && type != float.class && type != Float.class;
    }
}
