"""What stands outside: files, workspaces, language models, LangChain."""
