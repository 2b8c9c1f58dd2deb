-- Directories in which their owner may not write are opened for what changes in them, and closed again.
alter table gpu_item drop constraint gpu_item_action;
alter table gpu_item add constraint gpu_item_action
    check (action in ('put', 'mode', 'remove', 'join', 'copy', 'restore', 'open', 'close'));
