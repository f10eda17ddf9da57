"""How people sign in, as far as no environment changes it: the libraries for accounts, codes and counting tries."""

ACCOUNT_ADAPTER = "homes.sign_in.accounts.ClosedAccountAdapter"
ACCOUNT_FORMS = {
    "login": "homes.sign_in.forms.SignInForm",
    "reset_password": "homes.sign_in.forms.AskForLinkForm",
    "reset_password_from_key": "homes.sign_in.forms.ChoosePasswordForm",
    "change_password": "homes.sign_in.forms.ChangePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True

AXES_HANDLER = "homes.sign_in.lockout.CountedFirst"  # how many tries, and for how long: homes.sign_in.tries
AXES_USERNAME_CALLABLE = "homes.sign_in.accounts.axes_username"
AXES_CLIENT_IP_CALLABLE = "homes.sign_in.accounts.client_address"
AXES_LOCKOUT_CALLABLE = "homes.sign_in.lockout.locked_out"
AXES_VERBOSE = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a reset asked for by a stranger's address sends nothing
# allauth would stop everybody behind one address after ten wrong passwords in a minute: a home shares one, and behind
# a proxy all homes may. Our own tries count for each account; this only caps the work of hashing.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": None}

# Whose sign-in asks for a code of an app as well: homes.sign_in.second_step. Production leaves none of them out.
NEED_SECOND_FACTOR = [
    "registered_manager", "deputy_manager", "responsible_individual", "inspector", "platform_administrator",
]  # fmt: skip
MFA_ADAPTER = "homes.sign_in.second_step.codes.SealingAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
