"""The assistant of the first start: where data are kept, who looks after accounts, which camera is watched."""
