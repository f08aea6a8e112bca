namespace ColdChain.Server.People;

/// <summary>The language of this request's pages: the choice in the cookie, else the person's own, else Chinese.</summary>
public sealed class CurrentLanguage(IHttpContextAccessor http, CurrentPerson person)
{
    public const string Cookie = "coldchain-language";

    public bool IsEnglish => (http.HttpContext?.Request.Cookies[Cookie] ?? person.Language) == "en";

    public string Tag => IsEnglish ? "en" : "zh-CN";

    /// <summary>Keeps the choice in the reader's browser.</summary>
    internal static void Choose(HttpResponse response, string? language) => response.Cookies.Append(
        Cookie,
        language == "en" ? "en" : "zh",
        new CookieOptions { SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true });

    /// <summary>The text in the language of the request; both stand side by side where it is used.</summary>
    public string Say(string chinese, string english) => IsEnglish ? english : chinese;
}
