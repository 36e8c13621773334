// Django's list of models beside its pages is opened by a script that runs late, and the page jumps. Said here before
// anything is painted; the script finds it as it would have it, and its button goes on as before.
document.getElementById("main").classList.toggle("shifted", localStorage.getItem("django.admin.navSidebarIsOpen") !== "false");
