using Emotion.Ambiguity.Cli;

return await Tool.RunAsync(args, Console.Out, Console.Error, CancellationToken.None).ConfigureAwait(false);
