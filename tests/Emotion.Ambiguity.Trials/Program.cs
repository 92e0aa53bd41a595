using Emotion.Ambiguity.Trials;
using Emotion.Ambiguity.Trials.Injection;
using Emotion.Ambiguity.Trials.Load;
using Emotion.Ambiguity.Trials.Running;

var arguments = Arguments.Parse(args);
return arguments.Verb switch
{
    "load" => await LoadTrial.RunAsync(arguments),
    "injection" => await InjectionTrial.RunAsync(arguments),
    "soak" => await SoakTrial.RunAsync(arguments),
    "loads" => await LoadsTrial.RunAsync(arguments),
    "callers" => await CallersTrial.RunAsync(arguments),
    "load-child" => LoadChild.Run(arguments),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Tries that take long or may end the process (docs/reliability.md):
          load --kind gguf|whisper|projector --first N --cases N     damaged model files, loaded by the native library in a process of its own
          callers --minutes N --callers N --swaps N                  many callers, random cancellation, recognizers disposed in use
          loads --count N                                            one model loaded and freed again and again
          soak --minutes N                                           memory and handles over time
          injection --sentences N --model FILE                       texts that try to make the model answer something else
        """);
    return 2;
}
