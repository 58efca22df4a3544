using CpdCourse.Data.Accounts;
using Microsoft.AspNetCore.Identity;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>
/// Makes and compares the hashes of passwords, on half of the processors at most: each takes one for a good part of a second, and a class that signs in at once
/// must not keep those waiting who read.
/// </summary>
internal sealed class PasswordHashes(IPasswordHasher<Account> hasher)
{
    // One for the whole process, because so are its processors.
    private static readonly SemaphoreSlim Turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    public Task<string> Of(Account account, string password, CancellationToken stop) =>
        InTurn(() => hasher.HashPassword(account, password), stop);

    public Task<bool> Fits(Account account, string password, CancellationToken stop) =>
        InTurn(
            () =>
                hasher.VerifyHashedPassword(account, account.PasswordHash ?? "", password)
                    is not PasswordVerificationResult.Failed,
            stop
        );

    private static async Task<T> InTurn<T>(Func<T> work, CancellationToken stop)
    {
        await Turns.WaitAsync(stop);
        try
        {
            return work();
        }
        finally
        {
            Turns.Release();
        }
    }
}
