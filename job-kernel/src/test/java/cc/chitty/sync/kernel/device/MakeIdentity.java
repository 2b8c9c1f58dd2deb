package cc.chitty.sync.kernel.device;

import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.file.Path;
import java.util.Map;

/** Prints the id of this device. */
final class MakeIdentity {

    private MakeIdentity() {}

    public static void main(String[] arguments) {
        StateDirectory state = StateDirectory.open(Map.of(), Path.of(arguments[0]));
        System.out.println(DeviceIdentity.of(state).device().id());
    }
}
