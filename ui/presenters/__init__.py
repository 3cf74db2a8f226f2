"""Turns values of the domain into what screens show; knows no Streamlit."""
