// Structs cross the border exactly as they lie in memory; nothing is converted behind our back.
[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
