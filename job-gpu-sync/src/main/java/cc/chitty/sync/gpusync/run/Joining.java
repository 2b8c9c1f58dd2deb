package cc.chitty.sync.gpusync.run;
