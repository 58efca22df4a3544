namespace CpdCourse.Web.Features.Accounts;

internal static class AccountsFeature
{
    public static void AddAccountPages(this IServiceCollection services) { }

    public static void MapAccounts(this IEndpointRouteBuilder routes) { }
}
