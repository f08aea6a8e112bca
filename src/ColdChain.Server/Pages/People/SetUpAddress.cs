using ColdChain.Server.People;

namespace ColdChain.Server.Pages.People;

/// <summary>The address of a link to set a password up, as the reader's own browser reaches this server.</summary>
internal static class SetUpAddress
{
    public static string Of(HttpContext http, OneTimeSecret token) => $"{http.Request.Scheme}://{http.Request.Host}/set-up/{token.Text}";
}
