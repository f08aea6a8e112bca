using ColdChain.Server.Alarming.Notifiers;

namespace ColdChain.Server.Tests.Alarming;

/// <summary>Messages for tests of what carries them.</summary>
internal static class Messages
{
    private const string FirstLine = "【超温】高川镇卫生院 2号冰箱 9.3℃ 02:31 起";

    public static NotifierMessage Mail() => Warm() with { Address = "wangfang@example.cn" };

    public static NotifierMessage Warm() => new(
        "alarm-12/step-0/contact-3",
        "gaochuan",
        "13812345678",
        FirstLine,
        FirstLine + "\n高于 8.0℃ 已满 10 分钟，最高 9.6℃。",
        "https://coldchain.example.cn/a/AAAAAAAAAAAAAAAAAAAAAA");
}
