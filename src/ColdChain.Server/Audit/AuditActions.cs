namespace ColdChain.Server.Audit;

/// <summary>What a row of the trail can say was done. Stored as written: never rename.</summary>
public static class AuditActions
{
    public const string Create = "create";

    public const string Change = "change";

    /// <summary>A correction: a new record that says another no longer counts. The other one stays.</summary>
    public const string Void = "void";

    public const string Remove = "remove";

    /// <summary>How a change was called before the trail was chained; rows of then keep the word.</summary>
    public const string Modify = "modify";

    public const string Sign = "sign";

    /// <summary>Somebody was asked for the password under what they were about to sign, and did not know it.</summary>
    public const string SignRefused = "sign-refused";

    public const string Configuration = "configuration";

    public const string LogIn = "log-in";

    public const string LogOut = "log-out";

    public const string LogInRefused = "log-in-refused";

    public const string LogInLocked = "log-in-locked";

    /// <summary>A wrong password where it was asked for again, before something that cannot be taken back.</summary>
    public const string PasswordRefused = "password-refused";

    public const string PasswordChanged = "password-changed";

    /// <summary>A person ended their sessions elsewhere.</summary>
    public const string SessionsEnded = "sessions-ended";

    public const string SetUpLinkUsed = "set-up-link-used";

    public const string Export = "export";

    public const string ClockChange = "clock-change";
}
