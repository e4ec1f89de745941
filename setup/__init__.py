"""What this machine must have: the environment in `.venv`, browsers, JupyterLab; and how every command is started."""
