namespace ColdChain.Server.Running;

/// <summary>Reads the configuration: the file, then the environment (<c>COLDCHAIN_</c>), then the command line.</summary>
internal static class ServerConfiguration
{
    public static IConfiguration? Read(CommandLine line)
    {
        ConfigurationBuilder builder = new();
        if (line["--config"] is { } file)
        {
            if (!File.Exists(file))
            {
                line.Mistakes.Add($"--config: there is no file '{file}'.");
                return null;
            }

            builder.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false);
        }

        try
        {
            return builder.AddEnvironmentVariables("COLDCHAIN_").Build();
        }
        catch (InvalidDataException fault)
        {
            line.Mistakes.Add($"--config: '{line["--config"]}' is not JSON: {fault.InnerException?.Message ?? fault.Message}");
            return null;
        }
    }

    public static ServerOptions Bind(CommandLine line, IConfiguration? configuration)
    {
        ServerOptions options = new();
        try
        {
            configuration?.GetSection("Server").Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException fault)
        {
            line.Mistakes.Add($"Server: {fault.Message}");
        }

        options.DataDirectory = Path.GetFullPath(line["--data"] ?? options.DataDirectory);
        options.Urls = line["--urls"] ?? options.Urls;
        return options;
    }
}
