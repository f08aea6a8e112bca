using ColdChain.Core.Keeping;
using ColdChain.Server.Sheets;

namespace ColdChain.Server.Equipment.Dossier;

/// <summary>Papers and when they are due, in words.</summary>
public static class DossierWords
{
    public static readonly SheetNames<ValidationOccasion> Occasions = new(
    [
        (ValidationOccasion.BeforeUse, "使用前验证", "before use"),
        (ValidationOccasion.Special, "专项验证", "special"),
        (ValidationOccasion.Periodic, "定期验证", "periodic"),
        (ValidationOccasion.AfterDisuse, "停用后验证", "after disuse"),
    ]);

    public static readonly SheetNames<ValidationResult> Results = new(
    [
        (ValidationResult.Passed, "合格", "passed"),
        (ValidationResult.PassedWithConditions, "有条件合格", "passed with conditions"),
        (ValidationResult.Failed, "不合格", "failed"),
    ]);

    public static readonly SheetNames<DossierEntryKind> Kinds = new(
    [
        (DossierEntryKind.Calibration, "校准", "calibration"),
        (DossierEntryKind.Repair, "维修", "repair"),
        (DossierEntryKind.Validation, "验证", "validation"),
    ]);

    public static readonly SheetNames<DueStep> Steps = new(
    [
        (DueStep.Later, "有效", "valid"),
        (DueStep.InThirtyDays, "30 天内到期", "due within 30 days"),
        (DueStep.InSevenDays, "7 天内到期", "due within 7 days"),
        (DueStep.Today, "今天到期", "due today"),
        (DueStep.Overdue, "已过期", "overdue"),
        (DueStep.Missing, "没有记录", "none on record"),
    ]);
}
