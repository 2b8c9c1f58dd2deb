package cc.chitty.sync.kernel.repository;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.configuration.JobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.beans.factory.ListableBeanFactory;

/** The jobs of the application context by bean name, which is the job's name; a job is built when it is first asked for. */
final class JobBeans implements JobRegistry {

    private final ListableBeanFactory beans;

    JobBeans(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public Collection<String> getJobNames() {
        return List.of(beans.getBeanNamesForType(Job.class, false, false));
    }

    @Override
    public @Nullable Job getJob(String name) {
        return getJobNames().contains(name) ? beans.getBean(name, Job.class) : null;
    }

    @Override
    public void register(Job job) {
        throw new UnsupportedOperationException("jobs are beans: " + job.getName());
    }

    @Override
    public void unregister(String name) {
        throw new UnsupportedOperationException("jobs are beans: " + name);
    }
}
