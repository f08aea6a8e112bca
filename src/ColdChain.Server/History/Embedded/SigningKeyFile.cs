using System.Security.Cryptography;
using ColdChain.Core.Integrity;

namespace ColdChain.Server.History.Embedded;

/// <summary>The key that signs the daily roots: made once, in a file that only the server's account reads.</summary>
/// <remarks>PKCS #8 in PEM, mode 0600. Lost, a new one is made and says so by its other id; roots of before keep their own key's id.</remarks>
internal sealed class SigningKeyFile(string path)
{
    public const string FileName = "signing-key.pem";

    /// <summary>The key; the caller disposes it.</summary>
    /// <exception cref="InvalidDataException">The file holds no key.</exception>
    public ECDsa Open()
    {
        if (!File.Exists(path))
        {
            Make();
        }

        ECDsa key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new InvalidDataException(
                $"The key that signs daily roots, {path}, is damaged ({fault.Message}). Put it back from a backup, or move it away: "
                + "a new one is made then, and roots of before keep the old one's id", fault);
        }

        return key;
    }

    /// <summary>Written beside and moved into place, so that a crash leaves a whole key or none.</summary>
    private void Make()
    {
        using ECDsa key = RootSignature.NewKey();
        string fresh = path + ".new";
        File.Delete(fresh);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (FileStream file = new(fresh, options))
        using (StreamWriter text = new(file))
        {
            text.Write(key.ExportPkcs8PrivateKeyPem());
            text.Flush();
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path);
    }
}
