from django.apps import AppConfig


class HelpConfig(AppConfig):
    name = "rpl_tracker.help"
    label = "help"
