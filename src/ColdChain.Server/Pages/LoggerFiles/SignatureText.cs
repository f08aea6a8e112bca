using ColdChain.Core.LoggerFiles;
using ColdChain.Server.People;

namespace ColdChain.Server.Pages.LoggerFiles;

/// <summary>What a signature proves, in the reader's language and never more than is known.</summary>
internal static class SignatureText
{
    public static string Of(LoggerSignatureStanding standing, string words, CurrentLanguage language) => language.Say(
        standing switch
        {
            LoggerSignatureStanding.Absent => "文件没有签名",
            LoggerSignatureStanding.Valid => "已按文件中的证书验证；颁发方密钥为推断所得",
            LoggerSignatureStanding.FileDoesNotFit => "文件与签名不符；证书相符，颁发方密钥为推断所得",
            LoggerSignatureStanding.CertificateDoesNotFit => "文件与证书相符，但证书与推断所得的颁发方密钥不符",
            LoggerSignatureStanding.NeitherFits => "文件和证书都与签名不符；颁发方密钥为推断所得",
            LoggerSignatureStanding.Malformed => "签名或密钥书写有误，无法验证",
        },
        words);
}
