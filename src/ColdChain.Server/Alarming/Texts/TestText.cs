namespace ColdChain.Server.Alarming.Texts;

/// <summary>What the test button sends.</summary>
public static class TestText
{
    public static MessageText Of(string by, bool english) => english
        ? new MessageText("[Test] ColdChain alarms reach you here", $"Sent by {by}. Nothing is wrong and nothing is to be done.")
        : new MessageText("【测试】冷链报警会发到这里", $"由 {by} 发送。一切正常，无需处理。");
}
