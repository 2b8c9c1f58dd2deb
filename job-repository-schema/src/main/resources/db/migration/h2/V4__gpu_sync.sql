-- What gpu-sync is about to do and has done. What both sides had when they last agreed is not here but in files
-- (docs/decisions/0008): hundreds of thousands of paths with keys in no order. A plan is as long as what changed, and its keys ascend.

-- One run's plan; the runs that resume it share it. "asked" is how it was asked for, "inputs" the digest of what the plan depends
-- on beside the two sides. Not planned yet: "made_at" is null.
create table gpu_plan (
    job_instance_id bigint primary key,
    peer varchar not null,
    asked varchar not null,
    inputs varchar not null,
    made_at timestamp(6) with time zone,
    fingerprint varchar,
    snapshot varchar,
    engine varchar,
    constraint gpu_plan_instance foreign key (job_instance_id)
        references batch_job_instance (job_instance_id) on delete cascade
);

-- One path's change. "expected" is what the plan has seen where the change is made, "wanted" what shall be there, "outcome" what
-- was read back; all as compact text. "came_from" and "goes_to" are the
-- paths of the content and of the target where they are not the canonical one.
create table gpu_item (
    job_instance_id bigint not null,
    seq integer not null,
    category varchar not null,
    root varchar not null,
    path varchar not null,
    action varchar not null,
    target varchar not null,
    came_from varchar,
    goes_to varchar,
    expected varchar,
    wanted varchar,
    bytes bigint not null,
    reason varchar not null,
    state varchar not null,
    outcome varchar,
    trouble varchar,
    primary key (job_instance_id, seq),
    constraint gpu_item_plan foreign key (job_instance_id)
        references gpu_plan (job_instance_id) on delete cascade,
    constraint gpu_item_action check (action in ('put', 'mode', 'remove', 'join', 'copy', 'restore')),
    constraint gpu_item_target check (target in ('ours', 'theirs')),
    constraint gpu_item_state check (state in ('planned', 'done', 'changed', 'failed'))
);

-- Paths that both sides changed and that wait for a person. "agreed" is what both had before; null: nothing.
create table gpu_conflict (
    id varchar primary key,
    peer varchar not null,
    category varchar not null,
    root varchar not null,
    path varchar not null,
    agreed varchar,
    ours varchar,
    theirs varchar,
    reason varchar not null,
    first_seen timestamp(6) with time zone not null,
    last_seen timestamp(6) with time zone not null
);

create index gpu_conflict_peer_index on gpu_conflict (peer);
