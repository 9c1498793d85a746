"""Only the one font that the icons are drawn from comes along."""

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("qtawesome", includes=["fonts/phosphor-*"])
