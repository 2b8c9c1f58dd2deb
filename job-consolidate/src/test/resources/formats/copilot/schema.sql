create table todos(id text primary key, title text not null, description text, status text default 'pending' check(status in ('pending', 'in_progress', 'done', 'blocked')), created_at text default (datetime('now')), updated_at text default (datetime('now')));
create table todo_deps(todo_id text not null, depends_on text not null, primary key(todo_id, depends_on));
insert into todos values('add-retry', 'Add retry', 'Three times, with back-off.', 'in_progress', '2026-06-01 10:00:00', '2026-06-01 10:05:00');
insert into todos values('test-it', 'Test it', null, 'blocked', '2026-06-01 10:00:01', '2026-06-01 10:00:01');
insert into todos values('read-code', 'Read code', null, 'done', '2026-06-01 10:00:02', '2026-06-01 10:03:00');
insert into todo_deps values('test-it', 'add-retry');
