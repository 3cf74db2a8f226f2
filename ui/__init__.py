"""The Streamlit application: screens over `App`, no logic of its own."""
