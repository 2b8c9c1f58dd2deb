create table project(id text primary key, worktree text not null);
create table session(id text primary key, project_id text not null, parent_id text, directory text not null, title text not null, time_created integer not null, time_updated integer not null);
create table todo(session_id text not null, content text not null, status text not null, priority text not null, position integer not null, time_created integer not null, time_updated integer not null, primary key(session_id, position));
insert into project values('p1', '/home/kim/app');
insert into session values('ses_1', 'p1', null, '/home/kim/app', 'Uploader', 1775000000000, 1775000300000);
insert into todo values('ses_1', 'Test it', 'pending', 'medium', 1, 1775000200000, 1775000200000);
insert into todo values('ses_1', 'Add retry', 'in_progress', 'high', 0, 1775000200000, 1775000200000);
insert into todo values('ses_2', 'Drop the cache', 'cancelled', 'low', 0, 1775000100000, 1775000100000);
