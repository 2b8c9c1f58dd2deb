-- ChittySync's bookkeeping. What was seen of todos, their lifecycle and their conflicts are not here: they live in sorted,
-- fsynced files (400,000 sightings as rows with random keys took 17 to 28 s and 2.7 GB). What is lost here is read again.

-- A machine of the user's.
create table device (
    id varchar primary key,
    name varchar not null,
    host varchar not null,
    first_seen timestamp(6) with time zone not null,
    last_seen timestamp(6) with time zone not null
);

-- One agent's conversation. The session is the first column of its key: chunks look up hundreds of them in one statement, for which
-- H2 uses an index only if the listed column is its first. "project_source" says how the project was found.
create table agent_session (
    id bigint primary key,
    agent varchar not null,
    session varchar not null,
    directory varchar,
    remote varchar,
    branch varchar,
    began timestamp(6) with time zone,
    active timestamp(6) with time zone,
    project varchar,
    project_source varchar not null,
    constraint agent_session_once unique (session, agent),
    constraint agent_session_project_source check (project_source in ('remote', 'directory', 'none'))
);

-- A file which a source has read, and where to go on reading. "size" in bytes, "modified_nanos" since 1970.
-- No index on the path: the one owner holds the whole table as a map and hands out the ids, so nobody ever looks a path up
-- here, and an index with keys in random order is what makes many small commits slow.
-- Varchar rather than text: H2 stores a longer text apart from its row, and fetches each with a statement of its own.
create table source_file (
    id bigint primary key,
    source varchar not null,
    path varchar not null,
    size bigint not null,
    modified_nanos bigint not null,
    identity bigint not null,
    state varchar not null,
    resume varchar,
    listed varchar,
    problem varchar,
    last_read timestamp(6) with time zone,
    constraint source_file_state check (state in ('current', 'pending', 'gone'))
);

-- Which process a run belongs to (a process id alone comes back), and why it was started.
create table job_owner (
    job_execution_id bigint primary key,
    host varchar not null,
    pid bigint not null,
    process_start timestamp(6) with time zone not null,
    trigger varchar not null,
    settings_digest varchar not null,
    device varchar not null,
    version varchar not null,
    constraint job_owner_run foreign key (job_execution_id)
        references batch_job_execution (job_execution_id) on delete cascade,
    constraint job_owner_trigger check (trigger in ('person', 'cron', 'hook', 'watcher'))
);

-- What a run changed: counts by name.
create table run_change (
    job_execution_id bigint not null,
    name varchar not null,
    amount bigint not null,
    primary key (job_execution_id, name),
    constraint run_change_run foreign key (job_execution_id)
        references batch_job_execution (job_execution_id) on delete cascade
);

-- What a run could not handle, in the order in which it came up.
create table run_problem (
    job_execution_id bigint not null,
    seq integer not null,
    place varchar not null,
    what varchar not null,
    primary key (job_execution_id, seq),
    constraint run_problem_run foreign key (job_execution_id)
        references batch_job_execution (job_execution_id) on delete cascade
);

-- A stored copy of what a run replaced.
create table snapshot (
    id varchar primary key,
    job_execution_id bigint not null,
    job varchar not null,
    taken_at timestamp(6) with time zone not null,
    bytes bigint not null,
    files bigint not null,
    constraint snapshot_run foreign key (job_execution_id)
        references batch_job_execution (job_execution_id) on delete cascade
);

-- Which database this is; one row. The state directory keeps the same id beside the database file: H2 can open a damaged
-- file as an empty database without an error, and two state directories must not share one database.
create table repository_identity (
    id varchar(36) primary key,
    created_at timestamp(6) with time zone not null
);
