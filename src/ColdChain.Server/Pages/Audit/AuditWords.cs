using System.Globalization;
using System.Text.RegularExpressions;
using ColdChain.Server.Audit;
using ColdChain.Server.Equipment.Dossier;
using ColdChain.Server.People;
using ColdChain.Server.Sheets;

namespace ColdChain.Server.Pages.Audit;

/// <summary>The words of the trail for people: actions, kinds of records, fields and values. What has no word is shown as it is stored.</summary>
internal static partial class AuditWords
{
    private const int LongestValue = 300;

    public static readonly IReadOnlyDictionary<string, (string Chinese, string English)> Actions = new Dictionary<string, (string, string)>
    {
        [AuditActions.Create] = ("新建", "created"),
        [AuditActions.Change] = ("更改", "changed"),
        [AuditActions.Modify] = ("更改（旧）", "changed (old form)"),
        [AuditActions.Void] = ("更正（作废原记录）", "corrected (voids another)"),
        [AuditActions.Remove] = ("移除", "removed"),
        [AuditActions.Sign] = ("签字", "signed"),
        [AuditActions.SignRefused] = ("签字被拒", "signature refused"),
        [AuditActions.Configuration] = ("配置", "configuration"),
        [AuditActions.LogIn] = ("登录", "log-in"),
        [AuditActions.LogOut] = ("退出", "log-out"),
        [AuditActions.LogInRefused] = ("登录失败", "log-in refused"),
        [AuditActions.LogInLocked] = ("登录被锁定", "log-in locked"),
        [AuditActions.PasswordRefused] = ("密码确认失败", "password refused"),
        [AuditActions.PasswordChanged] = ("更改密码", "password changed"),
        [AuditActions.SessionsEnded] = ("结束其他登录", "other sessions ended"),
        [AuditActions.SetUpLinkUsed] = ("用链接设置密码", "set-up link used"),
        [AuditActions.Export] = ("导出", "export"),
        [AuditActions.ClockChange] = ("时钟变化", "clock change"),
        ["quarantine.admit"] = ("放行隔离读数", "quarantine admitted"),
        ["test-message"] = ("测试消息", "test message"),
    };

    private static readonly Dictionary<string, (string Chinese, string English)> Subjects = new()
    {
        ["facility"] = ("机构", "facility"),
        ["storage_unit"] = ("冷链设备", "storage unit"),
        ["kept_profile"] = ("温度要求", "profile"),
        ["sensor"] = ("传感器", "sensor"),
        ["measuring_point"] = ("测点", "measuring point"),
        ["agent_registration"] = ("采集端", "agent"),
        ["agent"] = ("采集端", "agent"),
        ["person"] = ("人员", "person"),
        ["set_up_link"] = ("设置密码的链接", "set-up link"),
        ["integration_key"] = ("系统密钥", "key of a system"),
        ["alarm"] = ("报警", "alarm"),
        ["contact_chain_step"] = ("报警联系人", "alarm contact"),
        ["lot_entry"] = ("批次", "lot"),
        ["movement_entry"] = ("出入库记录", "movement"),
        ["hand_reading_entry"] = ("人工测温", "hand reading"),
        ["month_review"] = ("月度审阅", "month review"),
        ["month"] = ("月度记录表", "monthly sheet"),
        ["reading"] = ("温度读数", "readings"),
        ["evidence"] = ("证据包", "evidence package"),
        ["signature"] = ("签名", "signature"),
        ["logger_file_entry"] = ("记录仪文件", "logger file"),
        ["quarantine"] = ("隔离读数", "quarantine"),
        ["dossier_entry"] = ("设备档案", "equipment file"),
        ["dossier_note"] = ("档案备注", "note of an equipment file"),
        ["audit_entry"] = ("审计记录", "audit trail"),
        ["server"] = ("服务器", "server"),
    };

    /// <summary>The choices of papers, which the trail has by their names.</summary>
    private static readonly Dictionary<string, (string Chinese, string English)> EnumWords = WordsOf(DossierWords.Kinds)
        .Concat(WordsOf(DossierWords.Occasions)).Concat(WordsOf(DossierWords.Results)).ToDictionary();

    public static string Action(string action, CurrentLanguage language) => Of(Actions, action, language);

    public static string Subject(string subject, CurrentLanguage language) => Of(Subjects, subject, language);

    /// <summary>A column in Chinese by its word, in English as words: <c>PlacedAt</c> is "placed at".</summary>
    public static string Column(string column, CurrentLanguage language) => column.Contains(':', StringComparison.Ordinal) ? column
        : language.Say(AuditColumns.Chinese.GetValueOrDefault(column) ?? column, Humps().Replace(column, " ").ToLowerInvariant());

    /// <summary>A moment in the reader's zone, yes and no and the choices of papers in words; long texts are cut.</summary>
    public static string Value(string column, string value, CurrentLanguage language, TimeZoneInfo zone)
    {
        if (value is "True" or "False")
        {
            return value == "True" ? language.Say("是", "yes") : language.Say("否", "no");
        }

        if (column is "Kind" or "Occasion" or "Result" && EnumWords.TryGetValue(value, out (string Chinese, string English) word))
        {
            return language.Say(word.Chinese, word.English);
        }

        if (DateTimeOffset.TryParseExact(
            value, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment))
        {
            return TimeZoneInfo.ConvertTime(moment, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        }

        return value.Length > LongestValue ? value[..LongestValue] + "…" : value;
    }

    private static IEnumerable<KeyValuePair<string, (string Chinese, string English)>> WordsOf<T>(SheetNames<T> names)
        where T : struct, Enum =>
        names.All.Select(value => KeyValuePair.Create(value.ToString(), (names.Chinese(value), names.English(value))));

    private static string Of(IReadOnlyDictionary<string, (string Chinese, string English)> words, string key, CurrentLanguage language) =>
        words.TryGetValue(key, out (string Chinese, string English) word) ? language.Say(word.Chinese, word.English) : key;

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Humps();
}
