using System.Diagnostics;

namespace CpdCourse.WebTests.House;

/// <summary>The program itself, in a process of its own, as an organiser starts it.</summary>
internal static class RealProgram
{
    /// <summary>Its exit code and what it said, when it ends by itself within a minute.</summary>
    public static async Task<(int Code, string Output, string Errors)> Start(params string[] args)
    {
        using var program = Begin(args);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var output = program.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = program.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await program.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            program.Kill();
            await program.WaitForExitAsync();
            return (0, "It started.", "");
        }

        return (program.ExitCode, await output, await errors);
    }

    /// <summary>The program, just begun; what it says is to be read, or it stops when the pipe is full.</summary>
    public static Process Begin(params IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } me && me.EndsWith("dotnet", StringComparison.Ordinal)
                ? me
                : "dotnet"
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { typeof(Program).Assembly.Location },
        };
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return Process.Start(start)!;
    }
}
