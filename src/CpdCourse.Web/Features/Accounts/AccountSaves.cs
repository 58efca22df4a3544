using CpdCourse.Data;
using Microsoft.AspNetCore.Identity;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>Saves an account when another one may be given the same user name, or the account itself changed, at the same moment.</summary>
internal static class AccountSaves
{
    /// <summary>False when somebody else was quicker: the database lets one of two have a name. Any other trouble stays what it is.</summary>
    public static async Task<bool> IsFirst(this Task<IdentityResult> save)
    {
        try
        {
            return (await save).Succeeded;
        }
        catch (Exception clash) when (clash.IsSomebodyElses())
        {
            return false;
        }
    }
}
