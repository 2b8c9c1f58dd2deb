package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.run.Parcel;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Publishes parcels, and writes down in the chunk's transaction how their changes ended. */
final class ParcelWriter implements ItemWriter<Parcel> {

    private final CurrentGpuSync current;
    private final ParcelReader reader;

    ParcelWriter(CurrentGpuSync current, ParcelReader reader) {
        this.current = current;
        this.reader = reader;
    }

    @Override
    public void write(Chunk<? extends Parcel> chunk) {
        for (Parcel parcel : chunk) {
            current.steps().delivered(current.run(), reader.carrier().deliver(parcel));
        }
    }
}
