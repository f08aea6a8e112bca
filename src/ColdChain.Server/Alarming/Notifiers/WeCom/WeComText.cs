using System.Text;

namespace ColdChain.Server.Alarming.Notifiers.WeCom;

/// <summary>The content of a robot's text message: at most 2048 bytes of UTF-8, and the link is never what is cut (AL-17).</summary>
public static class WeComText
{
    public const int MostBytes = 2048;

    public static string Of(NotifierMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Link is null)
        {
            return Utf8Cut.To(message.Body, MostBytes);
        }

        int linkBytes = Encoding.UTF8.GetByteCount(message.Link) + 1;
        return $"{Utf8Cut.To(message.Body, MostBytes - linkBytes)}\n{message.Link}";
    }
}
