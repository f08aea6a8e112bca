namespace ColdChain.Server.Running;

/// <summary>Gives a refusal that has no words some, for who reads no pages: <c>application/problem+json</c>. Browsers get the page of the status.</summary>
/// <remarks>The framework refuses with a bare status what it could not read: not JSON, too deep, too long, too slow, of another type.</remarks>
internal sealed class RefusalInWords(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        await next(http);
        if (!http.Response.HasStarted
            && http.Response.ContentType is null
            && http.Response.ContentLength is null or 0
            && WordsOf(http.Response.StatusCode) is { } words
            && !http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            await Results.Problem(words, statusCode: http.Response.StatusCode).ExecuteAsync(http);
        }
    }

    private static string? WordsOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "无法读取请求：字段缺失、不正确或太多，不是 JSON，或嵌套太深。 The request cannot be read: a field is missing or wrong, there are too many, or the body is not JSON, or is nested too deeply.",
        StatusCodes.Status405MethodNotAllowed => "此地址不接受这种方法。 This address does not take this method.",
        StatusCodes.Status408RequestTimeout => "发送太慢，服务器已停止等待。请检查网络后重新发送。 It was sent too slowly, and the server no longer waits: look at the network and send it again.",
        StatusCodes.Status413PayloadTooLarge => "发送的内容太大，请拆分。 More was sent than is taken at once: split it.",
        StatusCodes.Status415UnsupportedMediaType => "不接受这种内容类型。 This type of content is not taken here.",
        _ => null,
    };
}
