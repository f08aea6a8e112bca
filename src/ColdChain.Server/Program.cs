using ColdChain.Server.Running;

return await Verbs.RunAsync(args, TimeProvider.System, Console.Out, Console.Error);
