package cc.chitty.sync.jobs;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest; {@code development} when run from classes. */
final class Version implements IVersionProvider {

    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Whether this runs from the jar. */
    static boolean isPacked() {
        return Version.class.getPackage().getImplementationVersion() != null;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"chittysync " + text()};
    }
}
